"""The addresses of the desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path(_("cases/"), views.cases, name="cases"),
]
