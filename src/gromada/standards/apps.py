from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "gromada.standards"
    label = "standards"
