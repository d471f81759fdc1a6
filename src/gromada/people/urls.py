"""Addresses of people's pages; the Polish words stand in the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.people import demo
from gromada.people.views import account, factors, invitations, link, second_step, sign_in

app_name = "people"
urlpatterns = [
    path(_("sign-in/"), sign_in.sign_in, name="sign_in"),
    path(_("sign-in/by-email/"), link.sign_in_by_email, name="sign_in_by_email"),
    path(_("sign-in/link/<str:token>/"), link.link, name="link"),
    path(_("sign-in/passkey/"), sign_in.sign_in_by_passkey, name="sign_in_by_passkey"),
    path(_("sign-in/passkey/question/"), sign_in.passkey_question, name="passkey_question"),
    path(_("sign-in/second-step/"), second_step.second_step, name="second_step"),
    path(_("sign-out/"), sign_in.sign_out, name="sign_out"),
    path("", account.account, name="account"),
    path(_("confirm/"), second_step.confirm, name="confirm"),
    path(_("password/"), account.change_password, name="password"),
    path(_("emails/add/"), account.add_email, name="add_email"),
    path(_("emails/<uuid:uid>/remove/"), account.remove_email, name="remove_email"),
    path(_("sign-ins/<uuid:uid>/end/"), account.end_sign_in, name="end_sign_in"),
    path(_("sign-ins/end-others/"), account.end_other_sign_ins, name="end_other_sign_ins"),
    path(_("second-step/"), factors.factors, name="factors"),
    path(_("second-step/application/"), factors.add_application, name="add_application"),
    path(_("second-step/passkey/"), factors.add_passkey, name="add_passkey"),
    path(_("second-step/<slug:slug>/remove/"), factors.remove_factor, name="remove_factor"),
    path(_("recovery-sheet/"), factors.recovery_sheet, name="recovery_sheet"),
    path(_("invitation/"), invitations.invitation_code, name="invitation_code"),
    path(_("invitation/<str:code>/"), invitations.invitation, name="invitation"),
    path(_("invitation/<str:code>/accept/"), invitations.accept_invitation, name="accept_invitation"),
    path(_("invitations/<uuid:uid>/sheet/"), invitations.invitation_sheet, name="invitation_sheet"),
    path("demo/", demo.demo, name="demo"),
]
