"""What a new edition means for somebody who holds a certificate under the old one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .model import Edition, Standard, Term

_TEXTS = ("name", "hint", "example", "evidence")


@dataclass(frozen=True)
class StandardChange:
    """A standard that stands in both. `texts`: the words that read otherwise ("name", "hint", …) in some language."""

    id: str
    texts: tuple[str, ...] = ()
    required: tuple[bool, bool] | None = None  # before, after
    moved: bool = False  # another place in the tree, part or level
    weighed: bool = False  # another weight, or other kinds of evidence


@dataclass(frozen=True)
class TermChange:
    """A term of either edition; None where the edition has none of this name."""

    id: str
    before: Term | None
    after: Term | None


@dataclass(frozen=True)
class Difference:
    """Empty where nothing changed. Steps are pairs (proceeding, step); `other`: what else differs ("form review")."""

    standards_new: tuple[str, ...] = ()
    standards_dropped: tuple[str, ...] = ()
    standards_changed: tuple[StandardChange, ...] = ()
    standards_standing: tuple[str, ...] = ()  # answered nodes whose answers still stand
    terms: tuple[TermChange, ...] = ()
    validity: tuple[str, str] | None = None  # before, after
    steps_new: tuple[tuple[str, str], ...] = ()
    steps_dropped: tuple[tuple[str, str], ...] = ()
    steps_changed: tuple[tuple[str, str], ...] = ()
    other: tuple[str, ...] = ()
    is_text_only: bool = False  # an erratum: the structure is the same, some text reads otherwise

    @property
    def is_nothing(self) -> bool:
        return self == Difference(standards_standing=self.standards_standing)


def compare(a: Edition, b: Edition) -> Difference:
    """What changes from `a` to `b`."""
    steps_a, steps_b = dict(_steps(a)), dict(_steps(b))
    both = [id for id in b.standards if id in a.standards]
    changed = tuple(change for change in (_standard(a, b, id) for id in both) if change != StandardChange(change.id))
    touched = {change.id for change in changed if "name" in change.texts or change.moved}
    return Difference(
        standards_new=tuple(id for id in b.standards if id not in a.standards),
        standards_dropped=tuple(id for id in a.standards if id not in b.standards),
        standards_changed=changed,
        standards_standing=tuple(id for id in both if not b.under(id) and not a.under(id) and id not in touched),
        terms=tuple(
            TermChange(id, a.terms.get(id), b.terms.get(id))
            for id in dict.fromkeys((*a.terms, *b.terms))
            if a.terms.get(id) != b.terms.get(id)
        ),
        validity=None if _validity(a) == _validity(b) else (_validity(a), _validity(b)),
        steps_new=tuple(step for step in steps_b if step not in steps_a),
        steps_dropped=tuple(step for step in steps_a if step not in steps_b),
        steps_changed=tuple(step for step in steps_b if step in steps_a and steps_a[step] != steps_b[step]),
        other=tuple(_other(a, b)),
        is_text_only=_bare(a) == _bare(b) and (a.texts, a.documents) != (b.texts, b.documents),
    )


def _steps(edition: Edition) -> Iterator[tuple[tuple[str, str], Any]]:
    for proceeding in edition.proceedings.values():
        for step in proceeding.steps:
            yield (proceeding.id, step.id), step


def _standard(a: Edition, b: Edition, id: str) -> StandardChange:
    before, after = a.standards[id], b.standards[id]
    languages = [language for language in b.languages if language in a.languages]
    way = ("standard", id)
    texts = [word for word in _TEXTS if any(a.text(way, lang, word) != b.text(way, lang, word) for lang in languages)]
    required = (a.is_required(before), b.is_required(after))
    return StandardChange(
        id,
        tuple(texts),
        required if required[0] != required[1] else None,
        _place(before) != _place(after),
        (before.weight, before.evidence) != (after.weight, after.evidence),
    )


def _place(standard: Standard) -> tuple[str | None, str, str]:
    return standard.under, standard.part, standard.level


def _validity(edition: Edition) -> str:
    given = edition.certificate
    length = _counted(given.years, "years") if given.years else _counted(given.months, "months")
    length = length if given.years or given.months else "as each one says"
    ends = {"year_end": ", to the end of the year", "never": "without a last day"}.get(given.ends, "")
    return ends if given.ends == "never" else length + ends


def _other(a: Edition, b: Edition) -> Iterator[str]:
    kinds: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("part", a.parts, b.parts),
        ("scale", a.scales, b.scales),
        ("role", a.roles, b.roles),
        ("body", a.bodies, b.bodies),
        ("form", a.forms, b.forms),
        ("letter", a.letters, b.letters),
    )
    for kind, before, after in kinds:
        for id in dict.fromkeys((*before, *after)):
            if before.get(id) != after.get(id):
                yield f"{kind} {id}"
    for word in (
        "issuer",
        "zone",
        "holidays",
        "kinds",
        "fields",
        "signatures",
        "in_time",
        "renewal",
        "moving",
        "levels",
    ):
        if getattr(a, word) != getattr(b, word):
            yield word


def _bare(edition: Edition) -> tuple[Any, ...]:
    """All that is not text; the order of the standards counts."""
    languages = edition.languages[:1]
    bare = replace(edition, version="", languages=languages, texts={}, documents={}, digest="")
    return bare, tuple(edition.standards)


def sentences(a: Edition, b: Edition, language: str) -> list[str]:
    """The difference in plain English lines, with the names of `b` (of `a` for what is dropped) in a language."""
    found = compare(a, b)
    if found.is_nothing:
        return ["Nothing changes."]
    if found.is_text_only:
        corrected = [change.id for change in found.standards_changed]
        return [
            "Only texts change: a corrected edition, nobody has to do anything.",
            *(f"  ~ {id}" for id in corrected),
        ]
    lines = [f"+ {_named(b, id, language)}{_must(b, id)}" for id in found.standards_new]
    lines += [f"- {_named(a, id, language)}" for id in found.standards_dropped]
    lines += [f"~ {_named(b, change.id, language)}: {_how(change)}" for change in found.standards_changed]
    lines += [f"term {change.id}: {_length(change.before)} → {_length(change.after)}" for change in found.terms]
    if found.validity:
        lines.append(f"a certificate is valid {found.validity[0]} → {found.validity[1]}")
    for sign, steps in (("+", found.steps_new), ("-", found.steps_dropped), ("~", found.steps_changed)):
        lines += [f"{sign} step {proceeding}.{step}" for proceeding, step in steps]
    lines += [f"~ {each}" for each in found.other]
    standing = len(found.standards_standing)
    return [*lines, f"Answers to {standing} standards still stand."]


def _named(edition: Edition, id: str, language: str) -> str:
    return f"{id} {edition.text(('standard', id), language)}"


def _must(edition: Edition, id: str) -> str:
    return " (required)" if edition.is_required(edition.standards[id]) else ""


def _how(change: StandardChange) -> str:
    said = [f"another {', '.join(change.texts)}"] if change.texts else []
    if change.required:
        said.append("now required" if change.required[1] else "no longer required")
    said += ["another place"] * change.moved + ["another weight or evidence"] * change.weighed
    return "; ".join(said)


def _length(term: Term | None) -> str:
    if term is None:
        return "none"
    if term.until:
        return f"until {term.until}"
    number, unit = next((n, u) for n, u in _lengths(term) if n is not None)
    longer = f", extendable {term.extensions} × {_counted(term.longest, unit)}" if term.extensions else ""
    return f"{_counted(number, unit)} from {term.starts_from}{longer}"


def _counted(number: int | None, unit: str) -> str:
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


def _lengths(term: Term) -> tuple[tuple[int | None, str], ...]:
    return (term.days, "days"), (term.working_days, "working days"), (term.months, "months")
