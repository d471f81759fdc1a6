from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "gromada.records"
    label = "records"
