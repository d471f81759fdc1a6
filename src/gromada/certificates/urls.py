"""A paper by certificate, copy and language; the newest copy has the shortest address."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from gromada.certificates import views

app_name = "certificates"
urlpatterns = [
    path("<uuid:uid>/<slug:language>.pdf", views.paper, name="paper"),
    path("<uuid:uid>/<int:copy>/<slug:language>.pdf", views.paper, name="copy"),
    path("<uuid:uid>/<slug:language>.png", views.picture, name="picture"),
    path(_("<uuid:uid>/duplicate/"), views.duplicate, name="duplicate"),
    path("", include("gromada.certificates.sealing_urls")),
]
