"""Addresses without a language, for verifiers: keys, credentials, status lists, the texts of standards, the bundle."""

from django.urls import path

from gromada.certificates import open_views as views

app_name = "credentials"
urlpatterns = [
    path(".well-known/did.json", views.did_document, name="did"),
    path("open/credentials/<uuid:uid>/<slug:language>.json", views.credential, name="credential"),
    path("open/credentials/<uuid:uid>/<slug:language>.jcs.json", views.credential_jcs, name="jcs"),
    path("open/certificates/<path:number>/<slug:language>.json", views.by_number, name="number"),
    path("open/status/<uuid:uid>.json", views.status_list, name="status"),
    path("open/editions/<slug:edition>/<slug:part>/<slug:language>.md", views.annex, name="annex"),
    path("open/verification-bundle.json", views.bundle, name="bundle"),
]
