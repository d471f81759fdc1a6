"""What a certificate tells: the words of its credential, its manifest and its annexes, from the same reading as the paper."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from gromada.certificates import facts
from gromada.certificates.credential import badge
from gromada.certificates.models import Credential
from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Certificate, CertificateEvent
from gromada.kit import clock


@dataclass(frozen=True)
class Told:
    """What a certificate says on a day, in every language, read once."""

    certificate: Certificate
    when: facts.Occasion
    said: dict[str, facts.Said]

    @property
    def words(self) -> str:
        """SHA-256 of what a credential would say, so that a change of holder makes a new one."""
        ends_on = str(self.certificate.ends_on)
        told = [[said.holder, said.unit, said.number, said.name, said.years, ends_on] for said in self.said.values()]
        return sha256(json.dumps(told).encode()).hexdigest()


def told_of(certificate: Certificate) -> Told:
    when = occasion(certificate)
    languages = facts.languages(certificate.edition.built)
    return Told(certificate, when, {each: facts.said(certificate, each, when) for each in languages})


def award(credential: Credential, told: Told, language: str, issuer: str) -> badge.Award:
    """What the credential says, from the same words as the paper. `issuer` is a DID."""
    certificate, when, said = told.certificate, told.when, told.said[language]
    edition = certificate.edition.built
    zone = ZoneInfo(edition.zone)
    holder = f"{said.holder}, {said.unit}" if said.unit else said.holder
    starts = certificate.starts_on or when.on
    subject = certificate.unit.uid if certificate.unit else (when.successor or certificate.institution).uid
    return badge.Award(
        id=credential.address(language),
        number=certificate.number,
        issuer=badge.Profile(issuer, _plain(said.issuer), settings.PUBLIC_URL),
        subject=f"urn:uuid:{subject}",
        holder=_plain(f"{said.specimen}: {holder}" if said.specimen else holder),
        term=_plain(said.years),
        achievement=_achieved(certificate, language, said),
        awarded=datetime.combine(when.on, time(), zone),
        valid_from=datetime.combine(starts, time(), zone),
        valid_until=_end(certificate.ends_on, zone),
        status_list=credential.status_list.address,
        status_index=credential.index,
        resources=(
            *(
                badge.Resource(annex_address(edition.id, part, language), "text/markdown", badge.digest(text))
                for part, text in annexes(certificate, language)
            ),
            badge.Resource(credential.report_address, "application/json", badge.digest(credential.report)),
        ),
    )


def manifest(told: Told) -> dict[str, Any]:
    """What the public may know of how the certificate was earned: which standards and indicators of which edition were met, and when.

    Short names of an edition and days, no names of people and no pictures, whatever the case holds: it is made of the edition and the certificate alone.
    """
    certificate = told.certificate
    edition = certificate.edition.built
    parts = edition.parts_for(tuple(certificate.annexes))
    met = [s for s in edition.standards.values() if s.part in parts]
    return {
        "type": "gromada-report-manifest",
        "version": 1,
        "certificate": certificate.number,
        "edition": {"id": edition.id, "version": edition.version},
        "parts": list(parts),
        "standards": [s.id for s in met if s.under is None],
        "indicators": [s.id for s in met if s.under is not None],
        "awarded": told.when.on.isoformat(),
        "begins": certificate.starts_on.isoformat() if certificate.starts_on else "",
        "ends": certificate.ends_on.isoformat() if certificate.ends_on else "",
    }


def annexes(certificate: Certificate, language: str) -> list[tuple[str, bytes]]:
    """The texts by which the certificate was judged: (part, bytes as they are served)."""
    edition = certificate.edition.built
    found = ((part, annex_text(certificate, part, language)) for part in edition.parts_for(tuple(certificate.annexes)))
    return [(part, text) for part, text in found if text]


def annex_text(certificate: Certificate, part: str, language: str) -> bytes:
    return certificate.edition.built.document(f"texts/annex-{part}", language).encode()


def annex_address(edition: str, part: str, language: str) -> str:
    return f"{settings.PUBLIC_URL}/ed/{edition}/{language}/{part}.md"


def _achieved(certificate: Certificate, language: str, said: facts.Said) -> badge.Achieved:
    edition = certificate.edition.built
    base = f"{settings.PUBLIC_URL}/ed/{edition.id}"
    parts = edition.parts_for(tuple(certificate.annexes))
    outcomes = [s for s in edition.standards.values() if s.under is None and s.part in parts]
    name = _plain(f"{said.specimen}: {said.name}" if said.specimen else said.name)
    return badge.Achieved(
        id=f"{base}/{language}",
        name=name,
        description=_plain(said.sentence) or name,
        criteria=_plain(" ".join(edition.text(("part", part), language, "about") for part in parts)) or name,
        criteria_url=f"{base}/{language}#criteria",
        language=language,
        version=edition.version,
        outcomes=tuple(badge.Outcome(s.id, _plain(edition.text(("standard", s.id), language))) for s in outcomes),
        others=tuple((f"{base}/{other}", other) for other in facts.languages(edition) if other != language),
    )


def occasion(certificate: Certificate) -> facts.Occasion:
    moved = _last_move(certificate)
    since = moved.effective_on if moved else None
    return facts.Occasion(Copy.ORIGINAL, facts.issued_on(certificate), moved.to if moved else None, since)


def _last_move(certificate: Certificate) -> CertificateEvent | None:
    today = clock.today()
    moves = (each for each in certificate.events.all() if each.kind == CertificateEvent.Kind.TRANSFER and each.to_id)
    known = [each for each in moves if each.shown_on and each.shown_on <= today and each.effective_on <= today]
    return known[-1] if known else None


def _end(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The last second of the last day."""
    return datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(seconds=1) if day else None


def _plain(text: str) -> str:
    """Without the typographer's unbreakable blanks, which data do not need."""
    return " ".join(text.split())
