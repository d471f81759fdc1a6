from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "gromada.certification"
    label = "certification"
