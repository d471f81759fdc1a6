from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gromada.people"
    label = "people"
