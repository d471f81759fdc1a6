"""Letters as documents, what comes in, packages to sign, a case as one file."""

from django.urls import URLPattern

app_name = "paper"
urlpatterns: list[URLPattern] = []
