"""The register for machines: a CSV of all certificates, a holder as JSON. Dates keep the precision of the source."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from gromada.register.models import PublicHolder
from gromada.register.queries.holders import Holder, Standing, released, standings
from gromada.register.words import Words

COLUMNS = (
    "name", "unit", "kind", "town", "teryt", "voivodeship", "former_names", "aliases", "awarded_to", "number", "issuer",
    "edition", "annexes", "award_number", "valid_label", "valid_from", "valid_to", "decided_on", "handed_over_on", "status",
    "status_on", "confirmed", "report_year", "source", "demo", "page",
)  # fmt: skip
# A cell that begins so would be a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(today: date, base: str, scheme: str = "") -> Iterator[str]:
    """The lines of the file, in the order of the list; of one scheme's register alone, where one is named.

    `base` is the address under which the pages of holders stand.
    """
    writer = csv.DictWriter(_Echo(), COLUMNS, lineterminator="\r\n")
    yield "\ufeff"
    yield writer.writerow(dict(zip(COLUMNS, COLUMNS, strict=True)))
    certificates = released(today).select_related("holder").order_by("holder__sort_key", "holder__key", "order")
    if scheme:
        certificates = certificates.filter(scheme=scheme)
    for standing in standings(certificates, today, today=today):
        told = Holder(standing.certificate.holder, (standing,))
        yield writer.writerow({name: _plain(value) for name, value in _cells(told, standing, today, base).items()})


def holder_json(told: Holder, day: date, *, today: date, page: str, words: Words) -> dict[str, Any]:
    holder = told.holder
    shown = standings([standing.certificate for standing in told.standings], day, today=today)
    return {
        "page": page,
        "name": told.called(day),
        "unit": holder.unit or None,
        "town": holder.town,
        "teryt": holder.teryt or None,
        "voivodeship": holder.voivodeship or None,
        "kind": holder.kind or None,
        "kind_name": words.of("kind", holder.kind) if holder.kind else None,
        "former_names": [{"name": n.title, "until": n.until} for n in told.no_longer(day)],
        "aliases": told.also(day),
        "demo": holder.demo,
        "status_on": day,
        "certificates": [_certificate(standing, words) for standing in shown],
    }


def _certificate(standing: Standing, words: Words) -> dict[str, Any]:
    certificate = standing.certificate
    unknown = (
        "number", "award", "label", "decided_on", "handed_over_on", "handed_over_by", "handed_over_as", "occasion",
        "valid_from", "valid_to", "report_year", "source",
    )  # fmt: skip
    return {
        "uid": certificate.uid,
        "status": standing.status,
        "confirmed": certificate.is_settled,
        "awarded_to": certificate.awarded_to,
        "issuer": words.of("issuer", certificate.issuer),
        "certificate": words.of("certificate", certificate.edition),
        "edition": certificate.edition,
        "annexes": certificate.annexes,
        **{name: getattr(certificate, name) or None for name in unknown},
        "events": [
            {"kind": event.kind, "effective_on": event.effective_on, "until": event.until} for event in standing.events
        ],
    }


def _cells(told: Holder, standing: Standing, today: date, base: str) -> dict[str, object]:
    holder: PublicHolder = told.holder
    certificate = standing.certificate
    return {
        "name": told.called(today),
        "unit": holder.unit,
        "kind": holder.kind,
        "town": holder.town,
        "teryt": holder.teryt,
        "voivodeship": holder.voivodeship,
        "former_names": "; ".join(n.title for n in told.no_longer(today)),
        "aliases": "; ".join(told.also(today)),
        "awarded_to": certificate.awarded_to,
        "number": certificate.number,
        "issuer": certificate.issuer,
        "edition": certificate.edition,
        "annexes": "; ".join(certificate.annexes),
        "award_number": certificate.award or "",
        "valid_label": certificate.label,
        "valid_from": certificate.valid_from,
        "valid_to": certificate.valid_to,
        "decided_on": certificate.decided_on,
        "handed_over_on": certificate.handed_over_on,
        "status": standing.status,
        "status_on": today,
        "confirmed": "yes" if certificate.is_settled else "no",
        "report_year": certificate.report_year or "",
        "source": certificate.source,
        "demo": "DEMO" if holder.demo else "",
        "page": f"{base}{holder.slug}/",
    }


def _plain(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
