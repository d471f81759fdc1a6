"""Certificates for the register, made with the line of the journal that tells of them."""

from datetime import date
from typing import Any

from django.db import transaction

from gromada.certification.models import Certificate, CertificateEvent
from gromada.institutions.actions import register_institution
from gromada.institutions.models import Institution, Unit
from gromada.journal import following
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.register.models import (
    PublicCertificate,
    PublicHolder,
    PublicLabel,
    PublicListing,
    PublicName,
)
from tests.builders.cases import edition_row

TODAY = date(2026, 4, 21)


def institution(name: str, town: str, **rest: Any) -> Institution:
    edition = edition_row()
    return register_institution(by="import", kinds=edition.built.kinds, name=name, town=town, **rest)


def certificate(
    holder: Institution,
    number: str = "",
    starts: date | None = date(2024, 1, 1),
    ends: date | None = date(2028, 12, 31),
    public_from: date | None = date(2024, 1, 1),
    unit: Unit | None = None,
    **rest: Any,
) -> Certificate:
    edition = edition_row()
    with transaction.atomic():
        made = Certificate.objects.create(
            issuer=edition.issuer, edition=edition, institution=holder, unit=unit, number=number, starts_on=starts, ends_on=ends,
            valid_from=str(starts or ""), valid_to=str(ends or ""), public_from=public_from, issued_at=clock.now(),
            label=f"{starts.year}–{ends.year}" if starts and ends else "", **{"award": 1, "annexes": ["osl"]} | rest,
        )  # fmt: skip
        append("certificate.issued", "certificate", made.uid, by="import")
    return made


def event(about: Certificate, kind: str, on: date, until: date | None = None, shown: date | None = None) -> None:
    with transaction.atomic():
        CertificateEvent.objects.create(
            certificate=about, kind=kind, effective_on=on, until=until, shown_on=shown, at=clock.now()
        )
        append(f"certificate.{kind}", "certificate", about.uid, by="import")


def follow() -> None:
    following.run_all(seconds=600)
    stuck = {lag.name: lag.failure for lag in following.behind() if lag.lines}
    assert "register" not in stuck, stuck


def dump() -> dict[str, list[Any]]:
    """The public tables without the keys that a database hands out."""
    left_out = {"id", "holder_id"}
    told: dict[str, list[Any]] = {}
    for model in (PublicHolder, PublicName, PublicCertificate, PublicListing, PublicLabel):
        rows = []
        for row in model.objects.all():
            values = {name: value for name, value in row.__dict__.items() if name not in left_out and name[0] != "_"}
            rows.append({**values, "of": row.holder.key if hasattr(row, "holder") else ""})
        told[model.__name__] = sorted(rows, key=str)
    return told
