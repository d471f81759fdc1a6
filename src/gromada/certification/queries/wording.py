"""What a form held, as plain text for letters and history: labels and values in the edition's words."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.models import Case, CertificateEvent
from gromada.certification.proceeding import content as contents
from gromada.certification.proceeding.seeing import UNBEGUN
from gromada.institutions.models import Institution
from gromada.kit.text import labelled
from gromada.people.models import Person
from gromada.standards.edition.model import Edition, Field, Form, Term


def state_name(case: Case, state: str, language: str) -> str:
    """A state in the edition's words; before its first step a case is being written, or was never handed in."""
    if state == UNBEGUN:
        return _("not handed in") if case.closed_on else _("being written")
    return case.edition.built.text(("proceeding", case.proceeding, "state", state), language)


def day(value: date, language: str) -> str:
    months = date_format(value, "j E Y") if language == "pl" else date_format(value, "j F Y")
    return f"{months} r." if language == "pl" else months


def length(term: Term | None, *, years: int | None = None, months: int | None = None) -> str:
    """How long a term is, in words; of a certificate its years or months. A day of the year stays with the files."""
    months = months or (term.months if term else None)
    if years:
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    if months:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    if term is None:
        return _("none")
    if term.working_days:
        return ngettext("%(count)s working day", "%(count)s working days", term.working_days) % {"count": term.working_days}  # fmt: skip
    if term.days:
        return ngettext("%(count)s day", "%(count)s days", term.days) % {"count": term.days}
    return _("until the same day each year") if term.until else _("none")


def told(case: Case, form: Form, content: dict[str, Any], language: str, outcome: str = "") -> str:
    """Every filled field of a form as "**Label**" and its value; trees are told node by node, empty fields left out.

    A field meant for another outcome than the one taken is left out: a drafted refusal does not show in a grant.
    """
    edition = case.edition.built
    parts = []
    for field in form.fields:
        if not contents.applies(field, content, outcome or None):
            continue
        if field.type == "tree":
            parts += _told_tree(edition, field, content, language)
        elif content.get(field.id) not in (None, "", []):
            label = edition.text(("form", form.id, "field", field.id), language)
            parts.append(f"**{label}**\n\n{value_text(edition, form, field, content[field.id], language)}")
    return "\n\n".join(parts)


def changes_of(event: CertificateEvent, language: str) -> list[str]:
    """What a correction wrote over: each place with what it says and what it said; the reason last. Nothing for other events."""
    taken, was, now = event.taken, event.changes.get("was", {}), event.changes.get("is", {})
    step = taken.case.rules.step(taken.step) if taken else None
    if taken is None or step is None or not event.changes:
        return []
    edition = taken.case.edition.built
    form = edition.forms[step.form or ""]
    found = []
    for field in (f for f in form.fields if f.id in now):
        label = edition.text(("form", form.id, "field", field.id), language)
        said, before = (
            value_text(edition, form, field, t, language) if t else "–" for t in (now[field.id], was[field.id])
        )
        found.append(_("%(place)s: %(now)s (before: %(before)s).") % {"place": label, "now": said, "before": before})
    return [*found, str(event.changes.get("reason", ""))]


def value_text(edition: Edition, form: Form, field: Field, value: Any, language: str) -> str:
    if field.type == "choice":
        given = value if isinstance(value, list) else [value]
        return ", ".join(choice_text(edition, form, field, str(v), language) for v in given)
    if field.type == "date":
        return (
            day(date.fromisoformat(value), language) if len(value) == 10 else value
        )  # history knows some by the year alone
    if field.type == "people":
        return ", ".join(p.name for p in Person.objects.filter(uid__in=value))
    if field.type == "institution":
        return next(iter(Institution.objects.filter(uid=value).values_list("name", flat=True)), "")
    if field.type == "rows":
        return "\n".join("- " + _row(edition, form, field, row, language) for row in value)
    if field.type == "files":
        return ", ".join(str(v.get("name", "")) if isinstance(v, dict) else str(v) for v in value)
    return str(value)


def _row(edition: Edition, form: Form, field: Field, row: dict[str, Any], language: str) -> str:
    cells = []
    for column in field.columns:
        if row.get(column.id) not in (None, "", []):
            text = str(row[column.id])
            if column.type == "choice" and column.scale:
                text = edition.text(("scale", column.scale, text), language)
            elif column.type == "choice":
                text = edition.text(("form", form.id, "field", field.id, "column", column.id, "option", text), language)
            label = edition.text(("form", form.id, "field", field.id, "column", column.id), language)
            cells.append((label, text))
    return labelled(cells)


def choice_text(edition: Edition, form: Form, field: Field, value: str, language: str) -> str:
    if field.scale:
        return edition.text(("scale", field.scale, value), language)
    return edition.text(("form", form.id, "field", field.id, "option", value), language)


def _told_tree(edition: Edition, field: Field, content: dict[str, Any], language: str) -> list[str]:
    found = []
    for node in edition.standards.values():
        value = content.get(f"{field.id}:{node.id}")
        if value:
            line = f"**{node.id} {edition.text(('standard', node.id), language)}**: {edition.text(('scale', field.scale or '', str(value)), language)}"
            reason = content.get(f"{field.id}:{node.id}:reason")
            found.append(f"{line}\n\n{reason}" if reason else line)
    return found
