"""The office writes down a certificate of years gone by, by hand: as exact as its source, what is unknown as unknown."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.history.checking import of_row
from gromada.certification.history.deciding import may_correct, may_enter
from gromada.certification.history.importing import facts_of, refuse_overlap, told
from gromada.certification.history.row import Row
from gromada.certification.models import Certificate
from gromada.certification.queries.certificates import CERTIFICATE
from gromada.institutions.models import Institution, Unit
from gromada.institutions.rules import still_stands
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.records.files import refer, take_in
from gromada.standards.models import Edition

# What is typed, by the columns that a file of awards has for the same.
TYPED = (
    "decided_on", "handed_over_on", "valid_label", "valid_from", "valid_to", "award_number", "handed_over_by",
    "handed_over_as", "occasion", "report_year", "source",
)  # fmt: skip


def enter(
    institution: Institution,
    edition: Edition,
    *,
    by: Person,
    unit: Unit | None = None,
    link: str = "",
    files: Sequence[UploadedFile] = (),
    **typed: str,
) -> Certificate:
    """A certificate from history; its status is unknown until somebody confirms it. `typed`: the names of TYPED.

    Raises Refusal with everything that is wrong, or when the person is not of the office.
    """
    _refuse(may_enter(by, edition.issuer))
    facts = _sound(institution, edition, unit, typed)
    taken = [take_in(upload, where="files") for upload in files]
    with transaction.atomic():
        still_stands(Institution.objects.select_for_update().get(pk=institution.pk))
        refuse_overlap(facts, institution, unit)
        made = Certificate.objects.create(
            issuer=edition.issuer, edition=edition, institution=institution, unit=unit, imported=True, source_link=link,
            public_from=clock.today(), issued_at=clock.now(), **facts,
        )  # fmt: skip
        for stored, name in taken:
            refer(stored, name, owner_kind=CERTIFICATE, owner=made.uid)
        digests = [stored.digest for stored, _name in taken]
        told("certificate.entered", made, edition, by, {**facts, "source_link": link, "files": digests or None})
    return made


def correct(
    certificate: Certificate, *, by: Person, link: str = "", files: Sequence[UploadedFile] = (), **typed: str
) -> Certificate:
    """Writes the facts of an unconfirmed certificate anew. Files are added to those that are there."""
    _refuse(may_correct(by, certificate))
    facts = _sound(certificate.institution, certificate.edition, certificate.unit, typed) | {"source_link": link}
    taken = [take_in(upload, where="files") for upload in files]
    with transaction.atomic():
        fresh = (
            Certificate.objects.select_for_update(of=("self",))
            .select_related("edition", "institution", "unit")
            .get(pk=certificate.pk)
        )
        _refuse(may_correct(by, fresh))
        refuse_overlap(facts, fresh.institution, fresh.unit, but=fresh)
        changed = {name: value for name, value in facts.items() if getattr(fresh, name) != value}
        for name, value in changed.items():
            setattr(fresh, name, value)
        for stored, name in taken:
            refer(stored, name, owner_kind=CERTIFICATE, owner=fresh.uid)
        if changed or taken:
            fresh.save()
            digests = [stored.digest for stored, _name in taken]
            told("certificate.corrected", fresh, fresh.edition, by, {**changed, "files": digests or None})
    return fresh


def typed_of(certificate: Certificate) -> dict[str, Any]:
    """What stands in a certificate, by the names under which it is typed."""
    renamed = {"valid_label": certificate.label, "award_number": certificate.award or ""}
    same = {name: getattr(certificate, name) or "" for name in TYPED if name not in renamed}
    return {**same, **renamed, "link": certificate.source_link}


def _sound(institution: Institution, edition: Edition, unit: Unit | None, typed: dict[str, str]) -> dict[str, Any]:
    """The facts of the certificate, looked at by the same rules as the rows of a file."""
    unknown = sorted(set(typed) - set(TYPED))
    if unknown:
        raise TypeError(f"a certificate from history has no {', '.join(unknown)}")
    if unit is not None and unit.institution_id != institution.pk:
        raise Refusal(No(_("The unit belongs to another institution."), where="unit"))
    said = {name: " ".join(str(typed.get(name) or "").split()) for name in TYPED}
    row = Row(
        line=0, name=institution.name, kind=institution.kind, town=institution.town, teryt="", voivodeship="",
        unit=unit.name if unit else "", aliases="", edition=edition.key, successor="", successor_since="", **said,
    )  # fmt: skip
    wrong = [No(finding.sentence, where=finding.column) for finding in of_row(row) if finding.column in TYPED]
    if wrong:
        raise Refusal(*wrong)
    return facts_of(row)


def _refuse(no: No | None) -> None:
    if no:
        raise Refusal(no)
