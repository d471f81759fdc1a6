"""Addresses of letters that come in, and of packages to sign."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.paper.views import incoming, package

urlpatterns = [
    path(_("incoming/"), incoming.incoming, name="incoming"),
    path(_("incoming/<uuid:uid>/"), incoming.letter, name="letter"),
    path(_("incoming/<uuid:uid>/case/"), incoming.assign, name="assign"),
    path(_("incoming/<uuid:uid>/code/"), incoming.code, name="code"),
    path(_("incoming/<uuid:uid>/aside/"), incoming.aside, name="aside"),
    path(_("incoming/<uuid:uid>/answer/"), incoming.answer, name="answer"),
    path(_("incoming/<uuid:uid>/new-case/"), incoming.new_case, name="new_case"),
    path(_("incoming/<uuid:uid>/begin/<slug:proceeding>/"), incoming.begin, name="begin"),
    path(_("incoming/<uuid:uid>/enter/<str:step>/"), incoming.enter, name="enter"),
    path(_("package/<uuid:uid>/"), package.package, name="package"),
]
