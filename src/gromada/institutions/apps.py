from importlib import import_module

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "gromada.institutions"
    label = "institutions"

    def ready(self) -> None:
        # Models may be imported only now.
        import_module("gromada.institutions.merging.owned").of_this_room()
