"""Addresses without a language, for verifiers: keys, credentials, status lists, the texts of standards, the bundle."""

from django.urls import path

from gromada.certificates import checking_views
from gromada.certificates import open_views as views

app_name = "credentials"
urlpatterns = [
    path(".well-known/did.json", views.did_document, name="did"),
    path("issuers/<slug:issuer>/did.json", views.did_document, name="issuer"),
    path("vc/<slug:code>/report.json", views.report, name="report"),
    path("vc/<slug:code>/<slug:language>", views.credential, name="credential"),
    path("vc/<slug:code>/<slug:language>/jcs", views.credential_jcs, name="jcs"),
    path("vc/<slug:code>/<slug:language>.pdf", views.paper, name="pdf"),
    path("open/certificates/<path:number>/<slug:language>.svg", views.badge, name="badge"),
    path("open/certificates/<path:number>/<slug:language>.json", views.by_number, name="number"),
    path("ed/<slug:edition>/<slug:language>", views.achievement, name="achievement"),
    path("open/status/<uuid:uid>.json", views.status_list, name="status"),
    path("ed/<slug:edition>/<slug:language>/<slug:part>.md", views.annex, name="annex"),
    path("open/seal-roots.pem", views.roots, name="roots"),
    path("open/verification-bundle.json", views.bundle, name="bundle"),
    path("open/checker/<slug:language>.html", checking_views.saved, name="checker"),
]
