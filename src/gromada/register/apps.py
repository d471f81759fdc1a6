from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "gromada.register"
    label = "register"
