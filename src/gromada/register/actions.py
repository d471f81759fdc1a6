"""The only thing that people write in this room: what the accessibility statement says of the installation."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.institutions.actions import actor
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.register.models import AccessibilityFacts

FACTS = (
    "published_on", "updated_on", "drawn_up_on", "reviewed_on", "contact", "email", "phone", "architecture", "communication",
)  # fmt: skip


def describe_accessibility(*, by: Person, **facts: Any) -> AccessibilityFacts:
    """Writes the facts given and leaves the others. Raises Refusal where a day has not come yet or the order is wrong."""
    unknown = sorted(set(facts) - set(FACTS))
    if unknown:
        raise TypeError(f"the statement has no {', '.join(unknown)}")
    with transaction.atomic():
        row, _new = AccessibilityFacts.objects.select_for_update().get_or_create(pk=1)
        for name, value in facts.items():
            setattr(row, name, value)
        _refuse_wrong_days(row)
        row.save()
        append("accessibility.described", "statement", "accessibility", by=actor(by), facts={"changed": sorted(facts)})
    return row


def _refuse_wrong_days(row: AccessibilityFacts) -> None:
    today = clock.today()
    days = ("published_on", "updated_on", "drawn_up_on", "reviewed_on")
    ahead = [No(_("This day has not come yet."), where=name) for name in days if (getattr(row, name) or today) > today]
    if row.published_on and row.updated_on and row.updated_on < row.published_on:
        ahead.append(No(_("The site cannot be updated before it is published."), where="updated_on"))
    if ahead:
        raise Refusal(*ahead)
