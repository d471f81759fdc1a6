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
    """Without these two settings pages come out without a look and forms without a voice, so it is said at the start."""
    found: list[checks.CheckMessage] = []
    if "gromada.ui.bundle.Finder" not in settings.STATICFILES_FINDERS:
        hint = "Add it; it serves the stylesheet and the typeface."
        found.append(checks.Error("STATICFILES_FINDERS lacks gromada.ui.bundle.Finder.", hint=hint, id="ui.E001"))
    if settings.FORM_RENDERER != "gromada.ui.forms.Renderer":
        hint = 'Set FORM_RENDERER = "gromada.ui.forms.Renderer".'
        found.append(checks.Error("Forms are not drawn by gromada.ui.", hint=hint, id="ui.E002"))
    return found
