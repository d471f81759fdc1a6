"""Only steps, forms and what people made in a case have addresses; the words in them come from the edition."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certification import views

app_name = "certification"
urlpatterns: list = []
