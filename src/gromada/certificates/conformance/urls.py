"""Addresses of VC-API, without a language. They answer 404 unless the service is switched on (docs/operations/conformance.md)."""

from django.urls import path

from gromada.certificates.conformance import views

app_name = "conformance"
urlpatterns = [
    path("credentials/issue", views.issue, name="issue"),
    path("credentials/issue/<str:suite>", views.issue, name="issue_by"),
    path("credentials/verify", views.verify, name="verify"),
    path("credentials/status", views.update_status, name="status"),
    path("credentials/lists/<slug:purpose>", views.status_list, name="list"),
    path("presentations/verify", views.verify_presentation, name="verify_presentation"),
]
