from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "gromada.certificates"
    label = "certificates"
