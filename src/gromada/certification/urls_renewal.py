"""Asking anew when a certificate comes to its end."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certification.views import renewal

urlpatterns = [
    path(_("certificate/<uuid:uid>/next/"), renewal.renewal, name="renewal"),
    path(_("certificate/<uuid:uid>/reminder/<uuid:reminder>/"), renewal.reminder, name="reminder"),
]
