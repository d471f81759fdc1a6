from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "gromada.journal"
    label = "journal"
