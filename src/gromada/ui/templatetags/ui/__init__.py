"""The tags and filters of `{% load ui %}`. What each takes is in README.md; how each looks, in templates/ui."""

from gromada.ui.templatetags.ui import forms, lists, parts, signs, words
from gromada.ui.templatetags.ui.library import register

__all__ = ["forms", "lists", "parts", "register", "signs", "words"]
