"""A certificate seen from within, what may be begun about it or about a case, and more time for a term."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certification.views import beginning, term

urlpatterns = [
    path(_("certificate/<uuid:uid>/"), beginning.certificate, name="certificate"),
    path(
        _("certificate/<uuid:uid>/begin/<slug:proceeding>/"),
        beginning.begin_certificate,
        name="begin_about_certificate",
    ),
    path(
        _("certificate/<uuid:uid>/on-paper/<slug:proceeding>/"),
        beginning.begin_certificate_on_paper,
        name="begin_certificate_on_paper",
    ),
    path(
        _("<uuid:uid>/-/on-paper/begin/<slug:proceeding>/"), beginning.begin_case_on_paper, name="begin_case_on_paper"
    ),
    path(_("<uuid:uid>/-/term/<uuid:run>/"), term.extension, name="extension"),
    path(_("<uuid:uid>/-/begin/<slug:proceeding>/"), beginning.begin_case, name="begin_about_case"),
]
