from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "gromada.paper"
    label = "paper"
