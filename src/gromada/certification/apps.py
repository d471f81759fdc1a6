from importlib import import_module

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "gromada.certification"
    label = "certification"

    def ready(self) -> None:
        # Models may be imported only now.
        import_module("gromada.certification.opening").register()
        import_module("gromada.certification.merging").register()
