"""How often the desk writes."""

from django import forms

from gromada.desk.models import Notice


class NoticeForm(forms.Form):
    often = forms.ChoiceField(
        label=Notice._meta.get_field("often").verbose_name, choices=Notice.Often.choices, widget=forms.RadioSelect
    )
