"""Moving an open case to another edition."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certification.views import moving

urlpatterns = [
    path(_("<uuid:uid>/-/edition/"), moving.moving, name="move"),
    path(_("<uuid:uid>/-/edition/<uuid:move>/"), moving.moved, name="moved"),
]
