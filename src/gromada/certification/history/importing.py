"""Awards of history enter the house once: a second run of the same file changes nothing."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.history.findings import Finding
from gromada.certification.history.reading import read
from gromada.certification.history.row import Row
from gromada.certification.models import Certificate
from gromada.institutions.actions import Actor, actor, add_alias, add_unit, record_succession, register_institution
from gromada.institutions.models import Institution, Succession, Unit
from gromada.institutions.queries import named, survivor_of
from gromada.journal.actions import append
from gromada.kit import clock, partial
from gromada.kit.folding import fold
from gromada.kit.refusal import Refusal
from gromada.standards.models import Edition

CREATED, UNCHANGED, CHANGED = "created", "unchanged", "changed"


@dataclass(frozen=True)
class Report:
    """How many certificates a file made, found as they were, and changed; and what it could not bring in."""

    created: int
    unchanged: int
    changed: int
    findings: tuple[Finding, ...]


def import_network(path: Path | str, *, by: Actor) -> Report:
    """Imports the sound rows of a file in one transaction; rows with findings are left out and named in the report.

    Raises Refusal where there is no such file.
    """
    reading = read(path)
    editions = {edition.key: edition for edition in Edition.objects.select_related("issuer")}
    counts: Counter[str] = Counter()
    findings = list(reading.findings)
    with transaction.atomic():
        for row, key in _keyed(reading.rows):
            wrong = _unknown_words(row, editions)
            findings += wrong
            if not wrong:
                outcome = _bring_in(row, key, editions[row.edition], by)
                if isinstance(outcome, Finding):
                    findings.append(outcome)
                else:
                    counts[outcome] += 1
    return Report(counts[CREATED], counts[UNCHANGED], counts[CHANGED], tuple(sorted(findings)))


def _keyed(rows: Iterable[Row]) -> list[tuple[Row, str]]:
    """Each row with what finds its award again: holder, edition, and which of the holder's awards under it this is.

    Dates are no part of the key, so that a year that becomes known later mends the award and makes no second one.
    """
    seen: Counter[tuple[object, str]] = Counter()
    keyed = []
    for row in sorted(
        rows, key=lambda row: (row.holder, row.edition, row.award_number.zfill(2), row.told_apart_by, row.line)
    ):
        seen[row.holder, row.edition] += 1
        words = "|".join([*row.holder, row.edition, str(seen[row.holder, row.edition])])
        keyed.append((row, sha256(words.encode()).hexdigest()))
    return sorted(keyed, key=lambda pair: pair[0].line)


def _unknown_words(row: Row, editions: dict[str, Edition]) -> list[Finding]:
    if row.edition not in editions:
        sentence = _("The edition “%(edition)s” is not loaded. Loaded editions: %(loaded)s.")
        loaded = ", ".join(sorted(editions)) or "–"
        return [Finding(row.line, "edition", sentence % {"edition": row.edition, "loaded": loaded})]
    kinds = editions[row.edition].built.kinds
    if _kind(row) not in kinds:
        sentence = _("The edition %(edition)s knows no kind “%(kind)s”. Its kinds: %(kinds)s.")
        said = {"edition": row.edition, "kind": row.kind, "kinds": ", ".join(kind.replace("_", " ") for kind in kinds)}
        return [Finding(row.line, "kind", sentence % said)]
    return []


def _kind(row: Row) -> str:
    return fold(row.kind).replace(" ", "_")


def _bring_in(row: Row, key: str, edition: Edition, by: Actor) -> str | Finding:
    try:
        with transaction.atomic():
            institution = _institution(row, edition.built.kinds, by)
            unit = _unit(institution, row.unit, by) if row.unit else None
            _succeed(row, institution, by)
            return _award(row, key, edition, institution, unit, by)
    except Refusal as refused:
        no = refused.reasons[0]
        return Finding(row.line, no.where, no.sentence)


def _institution(row: Row, kinds: Collection[str], by: Actor) -> Institution:
    same_name = list(named(row.name, row.town))
    found = next((survivor_of(one) for one in same_name if one.teryt == row.teryt), None)
    if found is None and any(not one.teryt or not row.teryt for one in same_name):
        sentence = _("An institution of this name is registered with another TERYT code or none; make the codes equal.")
        raise Refusal(sentence)
    if found is None:
        place: dict[str, Any] = {"town": row.town, "teryt": row.teryt, "voivodeship": row.voivodeship}
        found = register_institution(by=by, kinds=kinds, name=row.name, kind=_kind(row), **place)
    for name in row.other_names:
        add_alias(found, name, by=by, source=row.source[:300])
    return found


def _unit(institution: Institution, name: str, by: Actor) -> Unit:
    found = next((unit for unit in institution.units.all() if fold(unit.name) == fold(name)), None)
    return found or add_unit(institution, name, by=by)


def _succeed(row: Row, institution: Institution, by: Actor) -> None:
    if not row.successor:
        return
    since = date.fromisoformat(row.successor_since)
    recorded = Succession.objects.filter(predecessor=institution).select_related("successor").first()
    if recorded and (fold(recorded.successor.name), recorded.since) == (fold(row.successor), since):
        return
    if recorded:
        raise Refusal(_("The successor recorded so far is %(name)s.") % {"name": recorded.successor})
    place: dict[str, Any] = {
        "town": row.town, "teryt": row.teryt, "voivodeship": row.voivodeship or institution.voivodeship
    }  # fmt: skip
    heirs = [one for one in named(row.successor, row.town) if one.teryt == row.teryt]
    # What kind of institution the successor is, the file does not say.
    heir = heirs[0] if heirs else register_institution(by=by, kinds=(), name=row.successor, **place)
    record_succession(institution, heir, since=since, by=by, source=row.source[:300])


def _award(
    row: Row, key: str, edition: Edition, institution: Institution, unit: Unit | None, by: Actor
) -> str | Finding:
    facts = facts_of(row)
    found = Certificate.everything.select_for_update().filter(issuer=edition.issuer, import_key=key).first()
    if found is None:
        refuse_overlap(facts, institution, unit)
        made = Certificate.objects.create(
            issuer=edition.issuer, edition=edition, institution=institution, unit=unit, imported=True, import_key=key,
            public_from=clock.today(), issued_at=clock.now(), **facts,
        )  # fmt: skip
        told("certificate.imported", made, edition, by, facts)
        return CREATED
    changed = {name: value for name, value in facts.items() if getattr(found, name) != value}
    if found.withdrawn_on or not changed:
        return UNCHANGED
    if found.confirmed_on:
        sentence = _("The certificate was confirmed on %(day)s and is not changed by a file any more.")
        return Finding(row.line, "", sentence % {"day": found.confirmed_on.isoformat()})
    for name, value in changed.items():
        setattr(found, name, value)
    found.save(update_fields=list(changed))
    told("certificate.import_changed", found, edition, by, changed)
    return CHANGED


def facts_of(row: Row) -> dict[str, Any]:
    starts_on, ends_on = row.term
    texts = {
        name: getattr(row, name)
        for name in (
            "decided_on",
            "handed_over_on",
            "valid_from",
            "valid_to",
            "handed_over_by",
            "handed_over_as",
            "occasion",
            "source",
        )
    }
    return texts | {
        "label": row.valid_label,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "award": int(row.award_number) if row.award_number else None,
        "report_year": int(row.report_year) if row.report_year else None,
    }


def refuse_overlap(
    facts: dict[str, Any], institution: Institution, unit: Unit | None, *, but: Certificate | None = None
) -> None:
    """Against what is in the house already. Years alone may touch, so only dates that no reading keeps apart count."""
    if facts["starts_on"] is None:
        return
    first = partial.last_day(facts["valid_from"])
    last = partial.first_day(facts["valid_to"])
    held = Certificate.objects.filter(
        institution=institution, unit=unit, starts_on__isnull=False, ends_on__isnull=False
    )
    for other in held.exclude(pk__in=[but.pk] if but else []):
        begins = partial.last_day(other.valid_from) or other.starts_on
        ends = partial.first_day(other.valid_to) or other.ends_on
        if first and last and begins and ends and not (last < begins or ends < first):
            sentence = _("The years overlap with a certificate that the same holder has already (%(label)s).")
            raise Refusal(sentence % {"label": other.label or other.number or other.valid_from})


def told(verb: str, certificate: Certificate, edition: Edition, by: Actor, facts: dict[str, Any]) -> None:
    """A line in the journal. Who handed it over is a person: that stays in the certificate and out of the journal."""
    public = {
        name: value for name, value in facts.items() if value not in ("", None) and name not in ("handed_over_by",)
    }
    holder = {"institution": certificate.institution.uid, "unit": certificate.unit.uid if certificate.unit else None}
    append(verb, "certificate", certificate.uid, by=actor(by), facts={**holder, "edition": edition.key, **public})
