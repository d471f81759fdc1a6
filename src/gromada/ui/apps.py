"""The app of components; it has no models."""

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


class UiConfig(AppConfig):
    name = "gromada.ui"
    label = "ui"

    def ready(self) -> None:
        checks.register(settings_are_there)


def settings_are_there(**_kwargs: object) -> list[checks.CheckMessage]:
    """Without these two settings pages have no look and forms no voice, so it is said at the start."""
    found: list[checks.CheckMessage] = []
    if "gromada.ui.bundle.Finder" not in settings.STATICFILES_FINDERS:
        hint = "Add it; it serves the stylesheet and the typeface."
        found.append(checks.Warning("STATICFILES_FINDERS lacks gromada.ui.bundle.Finder.", hint=hint, id="ui.W001"))
    if settings.FORM_RENDERER != "gromada.ui.forms.Renderer":
        hint = 'Set FORM_RENDERER = "gromada.ui.forms.Renderer".'
        found.append(checks.Warning("Forms are not drawn by gromada.ui.", hint=hint, id="ui.W002"))
    return found
