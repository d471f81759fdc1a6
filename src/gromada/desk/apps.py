from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gromada.desk"
    label = "desk"
