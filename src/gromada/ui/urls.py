"""The address of the style page."""

from django.urls import path

from gromada.ui import views

app_name = "ui"
urlpatterns = [path("", views.style, name="style")]
