"""Credentials follow the record: signed once a certificate is released, revoked when it stops counting, signed anew when it counts again."""

import logging
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Prefetch, QuerySet

from gromada.certificates import keys, lists, telling
from gromada.certificates.credential import badge, proof, status
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.proof import Signer
from gromada.certificates.models import GIVEN_TO_ALL, REPORT, Credential, SigningKey, StatusList
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

    told: telling.Told
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
        told, current = telling.told_of(certificate), held.get(certificate.pk)
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


def _signed(told: telling.Told, key: SigningKey, signer: Signer, listed: StatusList, index: int) -> Credential:
    now = clock.now()
    made = Credential(
        certificate=told.certificate, status_list=listed, index=index, key=key, documents={}, issued_at=now, words=told.words,
    )  # fmt: skip
    made.documents[REPORT] = telling.manifest(told)
    for language in told.said:
        said = badge.credential(telling.award(made, told, language, signer.issuer))
        for suite in SUITES:
            made.documents[f"{language}.{suite}"] = proof.sign(said, signer, now, suite=suite)
    return made


def _written(made: Credential, listed: StatusList) -> Line:
    said = {"certificate": made.certificate.uid, "key": made.key.fragment, "list": listed.uid, "index": made.index}
    return Line("credential.issued", "credential", made.uid, said)


def _free_places(listed: StatusList, count: int) -> list[int]:
    """Places in the list that tell nothing: random, unused before, for ever."""
    found: dict[int, None] = {}
    while len(found) < count:
        tried = [secrets.randbelow(status.SIZE) for _ in range(count - len(found))]
        taken = set(Credential.objects.filter(status_list=listed, index__in=tried).values_list("index", flat=True))
        found |= dict.fromkeys(index for index in tried if index not in taken)
    return list(found)
