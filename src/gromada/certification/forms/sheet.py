"""The controls of one page of a form, each named by its path. It shows what is held and what is wrong; it refuses nothing."""

from collections.abc import Iterable
from typing import Any

from django import forms


class Sheet(forms.Form):
    """Made of controls that the page found in the edition. It is never bound: what was typed is saved first, then shown again."""

    use_required_attribute = False

    def __init__(self, controls: Iterable[tuple[str, forms.Field, Any]]) -> None:
        super().__init__()
        for path, control, value in controls:
            self.fields[path] = control
            self.initial[path] = value

    def complain(self, path: str, sentence: str) -> None:
        """A sentence at a place of this page."""
        self.cleaned_data: dict[str, Any] = {}
        self.add_error(path, sentence)
