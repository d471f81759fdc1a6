"""The meaning of an edition, one subject a file. Each takes a View and tells its report what is wrong."""

from collections.abc import Callable

from . import bodies, forms, head, letters, people, readiness, rules, standards, steps, terms, texts, ways
from .view import View

SUBJECTS: tuple[Callable[[View], None], ...] = (
    head.check,
    standards.check,
    people.check,
    forms.check,
    steps.check,
    rules.check,
    ways.check,
    terms.check,
    bodies.check,
    letters.check,
    texts.check,
    readiness.check,
)
