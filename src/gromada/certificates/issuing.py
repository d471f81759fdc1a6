"""Credentials follow the record: signed once a certificate is released, revoked when it stops counting, signed anew when it counts again."""

import json
import logging
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, QuerySet

from gromada.certificates import facts, keys, lists
from gromada.certificates.credential import badge, proof, status
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.proof import Signer
from gromada.certificates.models import GIVEN_TO_ALL, REPORT, Credential, SigningKey, StatusList
from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Case, Certificate, CertificateEvent, StepTaken
from gromada.certification.status import status_of
from gromada.journal.actions import Line, append_all
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer
from gromada.standards.models import Edition

logger = logging.getLogger(__name__)

SUITES = (proof.RDFC, proof.JCS)
TOGETHER = 25  # certificates of one reading and one transaction: others who write wait no longer than for a page


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


def bring_up_to_date(certificate: Certificate, *, by: object = "time") -> Credential | None:
    """The credential that counts now, or None. Doing it again changes nothing.

    Without a key nothing is signed, and what should be revoked still is. Refuses where there is a key that cannot be reached: then
    what counted until now goes on counting.
    """
    refused: dict[Issuer, Refusal] = {}
    found = _bring([certificate], refused, by=by)
    if refused:
        raise refused[certificate.issuer]
    return found.get(certificate.pk)


def bring_all_up_to_date(*, by: object = "time") -> int:
    """Every certificate that came from a case; how many have a credential. The timetable calls it, because dates pass without an event.

    An issuer whose key cannot be reached holds up nobody else's certificates and no revocation; what was in the way is said at the end.
    """
    refused: dict[Issuer, Refusal] = {}
    found = Certificate.objects.filter(case__isnull=False).exclude(number="").values_list("pk", flat=True)
    count = sum(len(_bring(read_along(some), refused, by=by)) for some in batches(list(found)))
    lists.sign_due()
    if refused:
        raise Refusal(*(reason for each in refused.values() for reason in each.reasons))
    return count


def batches(keys_of_rows: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys_of_rows[start : start + TOGETHER] for start in range(0, len(keys_of_rows), TOGETHER))


def read_along(some: Sequence[int]) -> "QuerySet[Certificate]":
    """Certificates by their keys, with all that their papers and credentials are made of, in few questions.

    Issuers and editions are read apart from the rows: all that name one share it.
    """
    editions, taken = Edition.slim(), StepTaken.objects.only("case", "step", "on")
    cases = Case.objects.prefetch_related(Prefetch("edition", editions), Prefetch("taken", taken))
    moves = CertificateEvent.objects.select_related("to")
    found = Certificate.everything.filter(pk__in=some).select_related("institution", "unit")
    return found.prefetch_related(
        "issuer", Prefetch("edition", editions), Prefetch("case", cases), Prefetch("events", moves)
    )


def counts(certificate: Certificate) -> bool:
    """Whether it has been released and stands, so that it has a credential."""
    today = clock.today(certificate.edition.built.zone)
    released = certificate.public_from is not None and certificate.public_from <= today
    known = certificate.case is not None and bool(certificate.number) and certificate.starts_on is not None
    return released and known and status_of(certificate, today, shown=True) in GIVEN_TO_ALL


@dataclass(frozen=True)
class _Due:
    """What is to be signed, in place of a credential that says something else, or was signed by a key that is withdrawn."""

    told: Told
    before: Credential | None


def _bring(
    certificates: "Sequence[Certificate] | QuerySet[Certificate]", refused: dict[Issuer, Refusal], *, by: object
) -> dict[int, Credential]:
    """The credentials that count, by the keys of certificates. Issuers that are `refused` sign nothing; further ones are added to them."""
    of_these = Credential.objects.filter(certificate__in=[each.pk for each in certificates], revoked_at__isnull=True)
    held = {each.certificate_id: each for each in of_these.defer("documents").select_related("key")}
    standing = [each for each in certificates if counts(each)]
    _revoke([held.pop(each.pk) for each in certificates if each.pk in held and each not in standing], by=by)
    due: dict[Issuer, list[_Due]] = {}
    for certificate in standing:
        told, current = told_of(certificate), held.get(certificate.pk)
        if current is None or current.words != told.words or current.key.withdrawn_at is not None:
            due.setdefault(certificate.issuer, []).append(_Due(told, current))
    for issuer, wanted in due.items():
        try:
            made = _issue(issuer, wanted, by=by) if issuer not in refused else []
            held |= {each.certificate_id: each for each in made}
        except Refusal as refusal:
            refused[issuer] = refusal
    return held


def _issue(issuer: Issuer, due: Sequence[_Due], *, by: object) -> list[Credential]:
    """All of them in one transaction. Where one cannot be had, each goes alone, and it stops nobody but those after it."""
    key = keys.signing_key(issuer)
    if key is None:
        return []
    signer = keys.signer(key)
    try:
        return _issued(key, signer, due, by=by)
    except (Fault, IntegrityError):
        if len(due) == 1:
            raise
    return [made for each in due for made in _issued(key, signer, [each], by=by)]


def _issued(key: SigningKey, signer: Signer, due: Sequence[_Due], *, by: object) -> list[Credential]:
    before = [each.before for each in due if each.before]
    with transaction.atomic():
        listed = lists.current(key.issuer)
        places = _free_places(listed, len(due))
        made = [_signed(each.told, key, signer, listed, index) for each, index in zip(due, places, strict=True)]
        lines = _revoked(before) if before else []
        Credential.objects.bulk_create(made)
        append_all([*lines, *(_written(each, listed) for each in made)], by=by)
    if before:
        _say_in_lists(before)
    return made


def _revoke(gone: Sequence[Credential], *, by: object) -> None:
    if gone:
        with transaction.atomic():
            append_all(_revoked(gone), by=by)
        _say_in_lists(gone)


def _revoked(gone: Sequence[Credential]) -> list[Line]:
    """Marks them in the rows, which is what counts here; gives the lines to be written of it."""
    held = Credential.objects.filter(pk__in=[each.pk for each in gone], revoked_at__isnull=True)
    still = list(held.select_for_update().values_list("uid", flat=True))
    held.update(revoked_at=clock.now())
    return [Line("credential.revoked", "credential", uid) for uid in still]


def _say_in_lists(gone: Sequence[Credential]) -> None:
    for listed in StatusList.objects.filter(pk__in={each.status_list_id for each in gone}):
        try:
            lists.sign(listed)
        except Refusal as refusal:  # they count no more all the same; the list waits for its key (lists.sign_due)
            logger.warning("The list %s does not say yet what was revoked: %s", listed.uid, refusal)


def _signed(told: Told, key: SigningKey, signer: Signer, listed: StatusList, index: int) -> Credential:
    now = clock.now()
    made = Credential(
        certificate=told.certificate, status_list=listed, index=index, key=key, documents={}, issued_at=now, words=told.words,
    )  # fmt: skip
    made.documents[REPORT] = manifest(told)
    for language in told.said:
        said = badge.credential(award(made, told, language, signer.issuer))
        for suite in SUITES:
            made.documents[f"{language}.{suite}"] = proof.sign(said, signer, now, suite=suite)
    return made


def _written(made: Credential, listed: StatusList) -> Line:
    said = {"certificate": made.certificate.uid, "key": made.key.fragment, "list": listed.uid, "index": made.index}
    return Line("credential.issued", "credential", made.uid, said)


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


def _free_places(listed: StatusList, count: int) -> list[int]:
    """Places in the list that tell nothing: random, unused before, for ever."""
    found: dict[int, None] = {}
    while len(found) < count:
        tried = [secrets.randbelow(status.SIZE) for _ in range(count - len(found))]
        taken = set(Credential.objects.filter(status_list=listed, index__in=tried).values_list("index", flat=True))
        found |= dict.fromkeys(index for index in tried if index not in taken)
    return list(found)


def _plain(text: str) -> str:
    """Without the typographer's unbreakable blanks, which data do not need."""
    return " ".join(text.split())
