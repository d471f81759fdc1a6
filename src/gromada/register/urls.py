from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.register import pages, remarks, views

app_name = "register"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("register/"), views.listing, name="list"),
    path(_("register/<slug:slug>/"), views.holder, name="holder"),
    path(_("check/"), views.verify, name="verify"),
    path(_("check/<path:number>/"), views.answer, name="answer"),
    path(_("remarks/"), remarks.remarks, name="remarks"),
    path(_("how-to-get-the-certificate/"), pages.how, name="how"),
    path(_("how-to-get-the-certificate/<slug:scheme>/"), pages.how, name="how_of"),
    path(_("accessibility-statement/"), pages.accessibility, name="accessibility"),
    path(_("privacy/"), pages.privacy, name="privacy"),
    path(_("regulations/"), pages.regulations, name="regulations"),
    path(_("regulations/<slug:scheme>/"), pages.regulations, name="regulations_of"),
]
