"""Sealing a certificate's paper with a seal from outside: what goes out, what comes back."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certificates import sealing_views as views

urlpatterns = [
    path(_("<uuid:uid>/seal/"), views.sealing, name="sealing"),
    path(_("<uuid:uid>/seal/<uuid:asked>.json"), views.digest, name="seal_digest"),
    path(_("<uuid:uid>/seal/<uuid:asked>.bin"), views.content, name="seal_content"),
]
