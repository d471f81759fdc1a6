from importlib import import_module

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "gromada.register"
    label = "register"

    def ready(self) -> None:
        # Needs the models, so it is loaded when they are; it says by itself that it follows the journal.
        import_module("gromada.register.following")
