"""What the edition proposes for a certificate: number, dates, label. A person confirms or corrects each."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q

from gromada.certification.models import Case, Certificate, StepTaken
from gromada.certification.queries.facts import held_until
from gromada.kit import clock, terms
from gromada.standards.edition.model import CertificateTerms, Field

ASKED = "asked"  # proposes what an earlier step of the case said under the same name
# What a certificate says and a correction may mend.
SAID = ("number", "decided_on", "valid_from", "valid_to", "label", "handed_over_by", "handed_over_as", "occasion")


def proposals(case: Case) -> dict[str, Any]:
    """Values for fields with `proposed`, as they would be stored (dates as ISO text), and the `serial` behind the number."""
    edition = case.edition.built
    today = clock.today(edition.zone)
    plain = {"today": str(today), "year_before": today.year - 1}
    if case.certificate and case.rules.about.kind == "certificate":
        return {**plain, **{name: getattr(case.certificate, name) for name in SAID}}
    begins = _after_the_last(case, today)
    ends = validity_end(edition.certificate, begins)
    serial = next_serial(case, today.year)
    return {
        **plain,
        "decided_on": str(_decided(case) or today),
        "valid_from": str(begins),
        "valid_to": str(ends) if ends else "",
        "label": label(edition.certificate, begins, ends),
        "number": edition.certificate.number.format(year=today.year, n=serial),
        "serial": serial,
    }


def proposed(case: Case, fields: Iterable[Field]) -> dict[str, Any]:
    """What stands in fields before anybody fills them in, by their names; of those with `proposed` only."""
    asked = [field for field in fields if field.proposed]
    known = proposals(case) if any(field.proposed != ASKED for field in asked) else {}
    return {f.id: _asked(case, f) if f.proposed == ASKED else known.get(f.proposed or "", "") for f in asked}


def _asked(case: Case, field: Field) -> Any:
    """What the case was told last under this name, where it fits: the board confirms the day that the holder asked for."""
    said = next((taken.content[field.id] for taken in case.taken.order_by("-pk") if taken.content.get(field.id)), "")
    fits = isinstance(said, str) and (field.type == "date" or field.max is None or len(said) <= field.max)
    return said if fits else ""


def validity_end(terms_of: CertificateTerms, begins: date) -> date | None:
    """The last day of validity as the edition counts it.

    "same_day": the day before the anniversary. "year_end": 31 December of the year that holds that day, the first year counting as one:
    five years from 29 March 2022 end on 31 December 2026. "never", or no length at all: there is no last day.
    """
    if terms_of.ends == "never" or not (terms_of.years or terms_of.months):
        return None
    months = (terms_of.years or 0) * 12 + (terms_of.months or 0)
    last = terms.add_months(begins, months) - timedelta(days=1)
    if terms_of.ends != "year_end":
        return last
    return date(begins.year + max(1, -(-months // 12)) - 1, 12, 31)


def label(terms_of: CertificateTerms, begins: date, ends: date | None) -> str:
    known = {"from_year": begins.year, "to_year": ends.year if ends else "", "from": begins, "to": ends or ""}
    return terms_of.label.format(**known).strip(" –-")


def next_serial(case: Case, year: int) -> int:
    rows = Certificate.objects.filter(issuer=case.issuer, serial__isnull=False, issued_at__year=year)
    return (rows.aggregate(last=Max("serial"))["last"] or 0) + 1


def _decided(case: Case) -> date | None:
    row = last_decision(case)
    return row.on if row else None


def last_decision(case: Case) -> StepTaken | None:
    """The last vote of the case, or the step that a ruling in another case took in it."""
    votes = {s.id for s in case.rules.steps if s.how.kind == "vote"}
    return case.taken.filter(Q(step__in=votes) | Q(cause__isnull=False)).last()


def _after_the_last(case: Case, today: date) -> date:
    """Today, or the day after what the holder has in the scheme ends: a renewal never overlaps and loses no day."""
    last = held_until(case, today)
    return last + timedelta(days=1) if last and last != date.max else today
