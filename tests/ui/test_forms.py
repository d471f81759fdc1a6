"""Forms: labels, hints and mistakes stand where a person and a screen reader look for them."""

import datetime as dt
import re

import pytest
from django import forms
from django.template import engines
from django.utils.translation import override

from gromada.ui.forms import Choice, DateField, FileInput, LongTextField, PartialDateField, PhotoInput, Row, Scale


class Everything(forms.Form):
    name = forms.CharField(label="Nazwa", help_text="Jak w statucie")
    day = DateField(label="Kiedy?", required=False)
    since = PartialDateField(label="Od kiedy", required=False)
    answer = forms.ChoiceField(
        label="Jak jest?", widget=Row, choices=[("a", Choice("Tak", more="na pewno")), ("b", "Nie")]
    )
    scale = forms.ChoiceField(label="Ile?", widget=Scale, required=False, choices=[("2", Choice("Dużo", dots=(2, 3)))])
    several = forms.MultipleChoiceField(
        label="Które?", required=False, widget=forms.CheckboxSelectMultiple, choices=[("x", "X"), ("y", "Y")]
    )
    story = LongTextField(label="Opowieść", limit=10, required=False)
    file = forms.FileField(label="Plik", required=False, widget=FileInput(accept=(".pdf",)))
    photo = forms.FileField(label="Dodaj zdjęcie", help_text="O zgodę zapytamy", required=False, widget=PhotoInput)
    sure = forms.BooleanField(label="Wiem", help_text="I rozumiem")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def render(source: str, **context: object) -> str:
    with override("pl"):
        return engines["django"].from_string("{% load ui %}" + source).render(context)


def described(html: str, control: str) -> list[str]:
    """The ids that describe a control, each of which must exist once."""
    found = re.search(
        rf'id="{control}"[^>]*aria-describedby="([^"]+)"|aria-describedby="([^"]+)"[^>]*id="{control}"', html
    )
    ids = (found[1] or found[2]).split() if found else []
    assert all(html.count(f'id="{one}"') == 1 for one in ids)
    return ids


def test_every_form_of_django_looks_like_ours() -> None:
    html = render("{{ form }}", form=Everything())
    assert html.count('class="field"') == 10
    assert '<input type="text" name="name" class="input"' in html
    assert '<input type="hidden" name="secret" id="id_secret">' in html
    assert "things to correct" not in html and "do poprawienia" not in html


def test_a_clean_field_is_described_by_its_hint() -> None:
    html = render("{{ form }}", form=Everything())
    assert described(html, "id_name") == ["id_name_helptext"]


def test_a_mistake_stands_in_the_list_and_at_the_field() -> None:
    html = render("{{ form }}", form=Everything({"name": "", "answer": "a", "sure": "on"}))
    assert "Jedno do\u00a0poprawienia" in html or "Jedno do poprawienia" in html
    assert '<a href="#id_name">Nazwa: Wypełnij to pole.</a>' in html
    assert described(html, "id_name") == ["id_name_helptext", "id_name_error"]
    assert 'aria-invalid="true"' in html
    assert "autofocus" in html


def test_a_link_to_a_group_leads_to_its_first_choice() -> None:
    html = render("{{ form }}", form=Everything({"name": "x", "sure": "on"}))
    assert '<a href="#id_answer_0">Jak jest? Wypełnij to pole.</a>' in html
    assert 'id="id_answer_0"' in html


def test_a_group_is_a_fieldset_with_a_legend_that_is_described() -> None:
    html = render("{{ form }}", form=Everything({"name": "x", "sure": "on"}))
    fieldset = re.search(
        r'<fieldset class="choices choices--row" id="id_answer" aria-describedby="id_answer_error">', html
    )
    assert fieldset
    assert re.search(r"<legend>Jak jest\?\s*</legend>", html)
    assert '<span class="choice__more">na pewno</span>' in html


def test_dots_say_how_much() -> None:
    html = render("{% field form.scale %}", form=Everything())
    assert '<i class="on"></i><i class="on"></i><i></i>' in html


def test_what_may_be_left_out_says_so() -> None:
    html = render("{% field form.day %}|{% field form.name %}|{% field form.day optional=False %}", form=Everything())
    assert ["(można pominąć)" in part for part in html.split("|")] == [True, False, False]


def test_a_draft_does_not_say_what_may_be_left_out() -> None:
    class Draft(forms.Form):
        mark_optional = False
        name = forms.CharField(required=False)

    assert "pominąć" not in render("{{ form }}", form=Draft())


def test_words_of_a_field_may_be_said_by_the_page() -> None:
    html = render('{% field form.name label="Pełna nazwa" hint="" version=3 %}', form=Everything())
    assert "Pełna nazwa" in html and "Jak w" not in html
    assert 'data-field="name" data-version="3"' in html


def test_a_story_is_counted_with_an_end_of_line_as_one() -> None:
    html = render("{% field form.story %}", form=Everything({"story": "abc\r\nde"}))
    assert "Zostało 4 z 10 znaków" in html.replace("\u00a0", " ")
    assert "maxlength" not in html, "nothing typed is cut off"
    assert described(html, "id_story") == ["id_story_counter"]


def test_a_story_of_exactly_the_limit_is_taken_with_its_lines() -> None:
    form = Everything({"name": "x", "answer": "a", "sure": "on", "story": "abcd\r\nefghi"})
    assert form.is_valid()
    assert form.cleaned_data["story"] == "abcd\nefghi"


def test_a_story_that_is_too_long_is_said_and_kept() -> None:
    form = Everything({"name": "x", "answer": "a", "sure": "on", "story": "abcdefghijkl"})
    html = render("{% error_summary form %}{% field form.story %}", form=form)
    assert "Liczba znaków: 12" in html
    assert "abcdefghijkl" in html
    assert "za dużo: 2" in html


@pytest.mark.parametrize(
    ("text", "day"), [("18 marca 2026", dt.date(2026, 3, 18)), ("", None), ("2026-03-18", dt.date(2026, 3, 18))]
)
def test_a_day_is_read(text: str, day: dt.date | None) -> None:
    assert DateField(required=False).clean(text) == day


def test_a_day_that_is_not_in_the_calendar_gets_a_sentence() -> None:
    with override("pl"), pytest.raises(forms.ValidationError) as error:
        DateField().clean("31 lutego 2026")
    assert "na przykład 18\u00a0marca\u00a02026" in error.value.message


def test_a_day_stands_in_the_box_as_people_write_it() -> None:
    with override("pl"):
        field = Everything(initial={"day": dt.date(2026, 3, 18)})["day"]
        assert 'value="18 marca 2026"' in str(field)
    assert not DateField(required=False).has_changed(dt.date(2026, 3, 18), "18.03.2026")


def test_a_part_of_a_date_is_kept_as_it_is_known() -> None:
    assert PartialDateField().clean("czerwiec 2013") == "2013-06"
    with pytest.raises(forms.ValidationError):
        PartialDateField().clean("dawno")


def test_a_photo_and_a_tick_carry_their_label_inside() -> None:
    html = render("{% field form.photo %}{% field form.sure %}", form=Everything())
    assert '<label class="photo" for="id_photo">' in html
    assert 'class="photo__input" accept="image/*" capture="environment"' in html
    assert '<label class="choice" for="id_sure">' in html
    assert described(html, "id_sure") == ["id_sure_helptext"]
    assert "I\u00a0rozumiem" in html


def test_a_mistake_of_the_whole_form_stands_in_the_list() -> None:
    form = Everything({"name": "x", "answer": "a", "sure": "on"})
    form.add_error(None, "Ktoś był szybszy.")
    assert "<li>Ktoś był szybszy.</li>" in render("{% error_summary form %}", form=form)


def test_nothing_wrong_is_no_list() -> None:
    assert render("{% error_summary form %}", form=Everything()).strip() == ""
