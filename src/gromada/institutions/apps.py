from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "gromada.institutions"
    label = "institutions"
