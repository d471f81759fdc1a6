from importlib import import_module

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "gromada.certificates"
    label = "certificates"

    def ready(self) -> None:
        # Both need the models, so they are loaded when those are; each says by itself where it belongs.
        import_module("gromada.certificates.following")
        import_module("gromada.certificates.lending")
