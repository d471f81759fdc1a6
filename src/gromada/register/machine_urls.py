"""Addresses without a language: the one in the QR code, and open data."""

from django.urls import path

from gromada.register import views

app_name = "open"
urlpatterns = [
    path("s/<path:number>/", views.short, name="verification"),
    path("open/register.csv", views.download, name="csv"),
    path("open/codes/<slug:slug>.svg", views.code, name="code"),
    path("open/holders/<slug:slug>.json", views.holder_data, name="holder"),
]
