from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gromada.desk"
    label = "desk"

    def ready(self) -> None:
        # Models may be imported only now.
        import_module("gromada.desk.lending").lend()
