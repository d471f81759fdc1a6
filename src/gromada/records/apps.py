from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "gromada.records"
    label = "records"

    def ready(self) -> None:
        # Models may be imported only now.
        import_module("gromada.records.merging").register()
