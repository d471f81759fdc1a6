"""What one edition says otherwise than another, in words: for a holder who asks anew, and before a case moves."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.certification.pages.places import title
from gromada.certification.queries.wording import length
from gromada.certification.sentences import language
from gromada.kit.differing import Difference, difference
from gromada.standards.edition.diff import Difference as Editions
from gromada.standards.edition.diff import compare
from gromada.standards.edition.model import CertificateTerms, Edition, Form


@dataclass(frozen=True)
class Reads:
    """A text that reads otherwise: what it is (its name, its hint …) and both wordings with what differs."""

    what: str
    said: Difference


@dataclass
class Line:
    """One standard or question: `kind` is new, changed or dropped."""

    kind: str
    title: str
    hint: str = ""
    notes: list[str] = field(default_factory=list)
    reads: list[Reads] = field(default_factory=list)


def standard_line(before: Edition, after: Edition, id: str, found: Editions) -> Line | None:
    """What is otherwise about a standard; None where nothing is, in the reader's language."""
    if id not in before.standards:
        node = after.standards[id]
        notes = [_("required")] if after.is_required(node) else []
        return Line("new", title(after, node), after.text(("standard", id), language(), "hint"), notes)
    if id not in after.standards:
        return Line("dropped", title(before, before.standards[id]))
    change = next((c for c in found.standards_changed if c.id == id), None)
    if change is None:
        return None
    notes = []
    if change.required:
        notes.append(_("now required") if change.required[1] else _("no longer required"))
    if change.moved:
        notes.append(_("stands in another place"))
    reads = list(_reads(before, after, ("standard", id), change.texts))
    return Line("changed", title(after, after.standards[id]), "", notes, reads) if notes or reads else None


def _reads(before: Edition, after: Edition, where: tuple[str, ...], texts: tuple[str, ...]) -> Iterator[Reads]:
    names = {"name": _("wording"), "hint": _("hint"), "example": _("example"), "evidence": _("what convinces most")}
    for what in texts:
        old, new = before.text(where, language(), what), after.text(where, language(), what)
        if old != new:
            yield Reads(names.get(what, what), difference(old, new))


def question_lines(before: Edition, after: Edition, old: Form, new: Form) -> list[Line]:
    """Questions of a form beside the standards."""
    found = []
    for field_ in (f for f in new.fields if f.type != "tree"):
        where, past = ("form", new.id, "field", field_.id), old.field(field_.id)
        name = after.text(where, language())
        if past is None:
            found.append(Line("new", name, after.text(where, language(), "hint")))
            continue
        reads = list(_reads(before, after, where, ("name", "hint"))) if old.id == new.id else []
        notes = [_("asked in another way")] if (past.type, past.options) != (field_.type, field_.options) else []
        if reads or notes:
            found.append(Line("changed", name, "", notes, reads))
    gone = [f for f in old.fields if f.type != "tree" and new.field(f.id) is None]
    return found + [Line("dropped", before.text(("form", old.id, "field", f.id), language())) for f in gone]


def other_lines(before: Edition, after: Edition, found: Editions, proceeding: str) -> Iterator[str]:
    """Validity, terms and steps, a sentence each."""
    if found.validity:
        yield _("A certificate is valid: %(before)s → %(after)s") % {
            "before": validity(before.certificate), "after": validity(after.certificate),
        }  # fmt: skip
    for term in found.terms:
        edition = after if term.after else before
        words = {
            "name": edition.text(("term", term.id), language()),
            "before": length(term.before),
            "after": length(term.after),
        }
        yield _("Term “%(name)s”: %(before)s → %(after)s") % words
    for said, edition, steps in ((_("New step: %(name)s"), after, found.steps_new), (_("No longer a step: %(name)s"), before, found.steps_dropped),
                                 (_("A step with other rules: %(name)s"), after, found.steps_changed)):  # fmt: skip
        for of, step in steps:
            if of == proceeding:
                yield said % {"name": edition.text(("proceeding", of, "step", step), language())}


def validity(terms: CertificateTerms) -> str:
    if terms.ends == "never" or not (terms.years or terms.months):
        return _("without a last day")
    known = length(None, years=terms.years, months=terms.months)
    return _("%(length)s, to the end of the year") % {"length": known} if terms.ends == "year_end" else known


def standard_lines(before: Edition, after: Edition, found: Editions, parts: tuple[str, ...]) -> list[Line]:
    """Every standard of these parts that is new or reads otherwise, then those that are dropped."""
    here = [n.id for n in after.walk(parts)]
    gone = [n.id for n in before.walk(tuple(p for p in parts if p in before.parts)) if n.id not in after.standards]
    return [line for line in (standard_line(before, after, id, found) for id in here + gone) if line]


def what_differs(before: Edition, after: Edition, case: Case) -> list[str]:
    """All of it as plain lines, for a letter."""
    found = compare(before, after)
    words = {"new": _("New: %(name)s"), "changed": _("Reads otherwise: %(name)s"), "dropped": _("Dropped: %(name)s")}
    lines = standard_lines(before, after, found, after.parts_for(tuple(case.annexes)))
    for id in dict.fromkeys(s.form for s in case.rules.steps if s.form in before.forms and s.form in after.forms):
        lines += question_lines(before, after, before.forms[id or ""], after.forms[id or ""])
    said = [words[line.kind] % {"name": ", ".join([line.title, *line.notes])} for line in lines]
    return [*said, *other_lines(before, after, found, case.proceeding)] or [_("Nothing that concerns this case.")]
