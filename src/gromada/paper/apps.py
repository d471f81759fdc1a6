from importlib import import_module

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "gromada.paper"
    label = "paper"

    def ready(self) -> None:
        # They need the models, so they are loaded when those are; each says by itself where it belongs.
        import_module("gromada.paper.following_letters")
        import_module("gromada.paper.lending_letters")
        import_module("gromada.paper.lending")
