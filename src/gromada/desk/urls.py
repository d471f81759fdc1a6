"""The addresses of the desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.desk import urls_editions, urls_institutions
from gromada.desk.views import calendar, desk, issuer, people

app_name = "desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path(_("cases/"), desk.cases, name="cases"),
    path(_("calendar/"), calendar.show, name="calendar"),
    path(_("calendar/address/"), calendar.renew, name="renew_feed"),
    path(_("calendar/address/end/"), calendar.stop, name="stop_feed"),
    path(_("calendar/letters/"), calendar.notice, name="notice"),
    path(_("calendar/<slug:token>.ics"), calendar.feed, name="feed"),
    path(_("institutions/"), people.institutions, name="institutions"),
    path(_("institutions/new/"), people.new_institution, name="new_institution"),
    path(_("institutions/<uuid:uid>/"), people.institution, name="institution"),
    path(_("institutions/<uuid:uid>/facts/"), people.facts, name="facts"),
    *urls_institutions.urlpatterns,
    path(_("issuer/"), issuer.issuer, name="issuer"),
    path(_("people/"), people.bodies, name="bodies"),
    path(_("people/<uuid:uid>/end/"), people.end, name="end"),
    *urls_editions.urlpatterns,
]
