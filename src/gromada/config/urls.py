"""The addresses of the house: Polish without a prefix, English under /en/, machines outside both."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

urlpatterns = [
    path("", include("gromada.journal.urls")),
    path("", include("gromada.register.machine_urls")),
    path("", include("gromada.certificates.machine_urls")),
    path("", include("gromada.certificates.conformance.urls")),
    path("files/", include("gromada.records.urls")),
    *i18n_patterns(
        path("", include("gromada.register.urls")),
        path(_("remarks/"), include("gromada.certification.urls_remarks")),
        path(_("account/"), include("gromada.people.urls")),
        path(_("cases/"), include("gromada.certification.urls")),
        path(_("check-a-file/"), include("gromada.certificates.checking_urls")),
        path(_("certificates/"), include("gromada.certificates.urls")),
        path(_("paper/"), include("gromada.paper.urls")),
        path(_("desk/"), include("gromada.desk.urls")),
        path("ui/", include("gromada.ui.urls")),
        prefix_default_language=False,
    ),
]
