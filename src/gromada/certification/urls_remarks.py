"""Public addresses of remarks: whoever opens them needs no account."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certification.views import remarks

app_name = "remarks"
urlpatterns = [
    path(_("about/<uuid:uid>/"), remarks.about, name="about"),
    path(_("number/"), remarks.number, name="number"),
]
