"""Letters as documents, what comes in, packages to sign, a case as one file."""

from django.urls import URLPattern

from gromada.paper import urls_incoming, urls_letters

app_name = "paper"
urlpatterns: list[URLPattern] = [*urls_letters.urlpatterns, *urls_incoming.urlpatterns]
