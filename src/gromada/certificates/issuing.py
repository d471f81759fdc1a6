"""Credentials follow the record: signed once a certificate is released, revoked when it stops counting, signed anew when it counts again."""

import json
import logging
import secrets
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from gromada.certificates import dids, facts, keys, lists
from gromada.certificates.credential import badge, proof, status
from gromada.certificates.credential.proof import Signer
from gromada.certificates.models import GIVEN_TO_ALL, REPORT, Credential, SigningKey
from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Certificate, CertificateEvent
from gromada.certification.status import status_of
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import Refusal

logger = logging.getLogger(__name__)

SUITES = (proof.RDFC, proof.JCS)
# The text of an edition is kept in memory by its digest; a row of it need not be read for every certificate.
HEAVY = ("edition__content", "edition__readiness", "case__edition__content", "case__edition__readiness")


def bring_up_to_date(certificate: Certificate, *, signing: bool = True, by: object = "time") -> Credential | None:
    """The credential that counts now, or None. Doing it again changes nothing.

    Without a key nothing is signed, and what should be revoked still is. Refuses where there is a key that cannot be reached: then
    what counted until now goes on counting.
    """
    current = certificate.credentials.filter(revoked_at__isnull=True).first()
    if not counts(certificate):
        if current:
            _revoke(current, by=by)
        return None
    told = words(certificate)
    if current and current.words == told and current.key.withdrawn_at is None:
        return current
    key = keys.signing_key(certificate.issuer) if signing else None
    if key is None:
        return current
    signer = keys.signer(key)
    with transaction.atomic():
        if current:
            _revoke(current, by=by)
        return _issue(certificate, key, signer, told, by=by)


def bring_all_up_to_date(*, by: object = "time") -> int:
    """Every certificate that came from a case; how many have a credential. The timetable calls it, because dates pass without an event.

    An issuer whose key cannot be reached holds up nobody else's certificates and no revocation; what was in the way is said at the end.
    """
    refused: dict[int, Refusal] = {}
    found = Certificate.objects.filter(case__isnull=False).exclude(number="")
    found = found.select_related("issuer", "edition", "institution", "unit", "case__edition").defer(*HEAVY)
    count = 0
    for certificate in found:
        try:
            signing = certificate.issuer_id not in refused
            count += bring_up_to_date(certificate, signing=signing, by=by) is not None
        except Refusal as refusal:
            refused[certificate.issuer_id] = refusal
    lists.sign_due()
    if refused:
        raise Refusal(*(reason for each in refused.values() for reason in each.reasons))
    return count


def counts(certificate: Certificate) -> bool:
    """Whether it has been released and stands, so that it has a credential."""
    today = clock.today(certificate.edition.built.zone)
    released = certificate.public_from is not None and certificate.public_from <= today
    known = certificate.case is not None and bool(certificate.number) and certificate.starts_on is not None
    return released and known and status_of(certificate, today, shown=True) in GIVEN_TO_ALL


def _issue(certificate: Certificate, key: SigningKey, signer: Signer, told: str, *, by: object) -> Credential:
    now = clock.now()
    with transaction.atomic():
        listed = lists.current(certificate.issuer)
        made = Credential(
            certificate=certificate, status_list=listed, index=_free_index(listed.pk), key=key, documents={}, issued_at=now,
            words=told,
        )  # fmt: skip
        made.documents[REPORT] = manifest(certificate)
        for language in facts.languages(certificate.edition.built):
            said = badge.credential(award(made, language))
            for suite in SUITES:
                made.documents[f"{language}.{suite}"] = proof.sign(said, signer, now, suite=suite)
        made.save()
        append(
            "credential.issued", "credential", made.uid, by=by,
            facts={"certificate": certificate.uid, "key": key.fragment, "list": listed.uid, "index": made.index},
        )  # fmt: skip
    return made


def _revoke(credential: Credential, *, by: object) -> None:
    with transaction.atomic():
        now = clock.now()
        if Credential.objects.filter(pk=credential.pk, revoked_at__isnull=True).update(revoked_at=now):
            append("credential.revoked", "credential", credential.uid, by=by)
    try:
        lists.sign(credential.status_list)
    except Refusal as refusal:  # it counts no more all the same; the list waits for its key (lists.sign_due)
        logger.warning("The list %s does not say yet what was revoked: %s", credential.status_list.uid, refusal)


def award(credential: Credential, language: str) -> badge.Award:
    """What the credential says, from the same words as the paper."""
    certificate = credential.certificate
    edition = certificate.edition.built
    when = occasion(certificate)
    said = facts.said(certificate, language, when)
    zone = ZoneInfo(edition.zone)
    holder = f"{said.holder}, {said.unit}" if said.unit else said.holder
    starts = certificate.starts_on or when.on
    subject = certificate.unit.uid if certificate.unit else (when.successor or certificate.institution).uid
    return badge.Award(
        id=credential.address(language),
        number=certificate.number,
        issuer=badge.Profile(dids.of_issuer(certificate.issuer), _plain(said.issuer), settings.PUBLIC_URL),
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


def manifest(certificate: Certificate) -> dict[str, Any]:
    """What the public may know of how the certificate was earned: which standards and indicators of which edition were met, and when.

    Short names of an edition and days, no names of people and no pictures, whatever the case holds: it is made of the edition and the certificate alone.
    """
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
        "awarded": facts.issued_on(certificate).isoformat(),
        "begins": certificate.starts_on.isoformat() if certificate.starts_on else "",
        "ends": certificate.ends_on.isoformat() if certificate.ends_on else "",
    }


def words(certificate: Certificate) -> str:
    """SHA-256 of what a credential would say in every language, so that a change of holder makes a new one."""
    told, when = [], occasion(certificate)
    for language in facts.languages(certificate.edition.built):
        said = facts.said(certificate, language, when)
        told.append([said.holder, said.unit, said.number, said.name, said.years, str(certificate.ends_on)])
    return sha256(json.dumps(told).encode()).hexdigest()


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
    moves = certificate.events.filter(kind=CertificateEvent.Kind.TRANSFER, to__isnull=False)
    return moves.filter(shown_on__lte=clock.today(), effective_on__lte=clock.today()).last()


def _end(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The last second of the last day."""
    return datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(seconds=1) if day else None


def _free_index(listed: int) -> int:
    """A place that tells nothing: random, unused before, for ever."""
    taken = set(Credential.objects.filter(status_list=listed).values_list("index", flat=True))
    while True:
        index = secrets.randbelow(status.SIZE)
        if index not in taken:
            return index


def _plain(text: str) -> str:
    """Without the typographer's unbreakable blanks, which data do not need."""
    return " ".join(text.split())
