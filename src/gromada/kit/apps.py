from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "gromada.kit"
    label = "kit"
