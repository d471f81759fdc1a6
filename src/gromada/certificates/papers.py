"""The PDF that carries its credential: set from the words of the day, sealed here, or prepared for a seal from outside."""

import base64
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from gromada.certificates import issuing, orders, seals, setting, telling
from gromada.certificates.credential import sealed, sealing
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.proof import RDFC
from gromada.certificates.models import PAPER_OWNER, Credential, Seal, SealedPaper, SealRequest
from gromada.certificates.rules import no_seal_outside
from gromada.certificates.setting import Order
from gromada.certificates.vocabulary import Use
from gromada.journal.actions import Line, append, append_all
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer
from gromada.records.files import Made, lay_down, open_file, refer_all, store
from gromada.records.models import StoredFile

LARGEST = 200_000  # bytes of a signature that is looked at
PDF = "application/pdf"
AHEAD = 2  # batches of papers that are being set while one is sealed and kept
KIND = "gromada-seal-request"


def plain(credential: Credential, language: str) -> bytes:
    """The paper with its credential inside, not sealed yet; b"" where there is no such language."""
    found = language in languages(credential)
    return orders.plain(credential, language, telling.occasion(credential.certificate)).pdf() if found else b""


def newest(credential: Credential, language: str) -> SealedPaper | None:
    """The sealed paper that is given out: one sealed from outside before one sealed here."""
    found = credential.papers.filter(language=language, seal__withdrawn_at__isnull=True).select_related("file", "seal")
    return next((each for each in reversed(found) if is_outside(each)), None) or found.last()


def is_outside(found: SealedPaper) -> bool:
    return found.seal.use == Use.OUTSIDE


def of(credential: Credential, language: str) -> SealedPaper | None:
    """The same; sealed now if nobody did before and there is something to seal with."""
    found = newest(credential, language)
    seal = None if found else seals.current(credential.certificate.issuer)
    return seal_here(credential, language, seal, by="time") if seal else found


@dataclass(frozen=True)
class Sealed:
    """A paper with its seal, not kept yet."""

    credential: Credential
    language: str
    seal: Seal
    pdf: bytes

    @property
    def name(self) -> str:
        return f"{self.credential.certificate.number.replace('/', '-')}.{self.language}.pdf"


def seal_here(credential: Credential, language: str, seal: Seal, *, by: object) -> SealedPaper:
    """Sets and seals the paper. Who asks at the same time gets the paper of whoever came first."""
    if language not in languages(credential):
        raise Refusal(_("There is no paper in this language."))
    order = orders.to_be_sealed(credential, language, seal, telling.occasion(credential.certificate))
    return _keep(_stamped(credential, seal, order, order.prepared()), by=by)


def seal_each(credential: Credential, *, by: object = "time") -> None:
    """The paper in every language, unless it has been sealed or there is nothing to seal with."""
    seal = seals.current(credential.certificate.issuer)
    for language in languages(credential):
        if seal and newest(credential, language) is None:
            seal_here(credential, language, seal, by=by)


def bring_all_up_to_date(*, by: object = "time") -> int:
    """Every credential that counts, and its paper in every language; how many certificates have a credential.

    A key or seal that cannot be reached holds up nobody else's; what was in the way is said at the end.
    """
    count, refused = 0, dict[str, No]()
    try:
        count = issuing.bring_all_up_to_date(by=by)
    except Refusal as refusal:
        refused |= {str(reason): reason for reason in refusal.reasons}
    given = SealedPaper.objects.filter(seal__withdrawn_at__isnull=True).values("credential")
    complete = given.annotate(of=Count("language", distinct=True)).filter(of__gte=len(settings.LANGUAGES))
    due = Credential.objects.filter(revoked_at__isnull=True).exclude(pk__in=complete.values("credential"))
    _seal_all(list(due.values_list("pk", flat=True)), refused, by=by)
    if refused:
        raise Refusal(*refused.values())
    return count


def _seal_all(due: Sequence[int], refused: dict[str, No], *, by: object) -> None:
    """Papers are set by others where that pays (`setting.setters`), and sealed and kept here, while the next are being set."""
    begun: deque[list[_Begun]] = deque()
    with setting.setters(len(due)) as setters:
        for some in issuing.batches(due):
            begun.append(_begun(some, setters, refused))
            if len(begun) > AHEAD:
                _keep_all(_finished(begun.popleft()), by=by)
        for rest in begun:
            _keep_all(_finished(rest), by=by)


_Begun = tuple[Credential, Seal, list[Order], "Future[list[sealing.Prepared]]"]


def _begun(some: Sequence[int], setters: Executor, refused: dict[str, No]) -> list[_Begun]:
    """What these credentials lack, ordered and being set."""
    found = list(Credential.objects.filter(pk__in=some))
    along = {each.pk: each for each in issuing.read_along([each.certificate_id for each in found])}
    own = {issuer: _opened(issuer, refused) for issuer in {each.issuer for each in along.values()}}
    given = SealedPaper.objects.filter(credential__in=some, seal__withdrawn_at__isnull=True)
    there = set(given.values_list("credential", "language"))
    begun = []
    for credential in found:
        credential.certificate = along[credential.certificate_id]
        seal, when = own[credential.certificate.issuer], telling.occasion(credential.certificate)
        missing = [language for language in languages(credential) if (credential.pk, language) not in there]
        if seal and missing:
            wanted = [orders.to_be_sealed(credential, language, seal, when) for language in missing]
            begun.append((credential, seal, wanted, setters.submit(setting.prepared, wanted)))
    return begun


def _opened(issuer: Issuer, refused: dict[str, No]) -> Seal | None:
    """The issuer's seal, if it can seal now: nothing is set that cannot be sealed."""
    seal = seals.current(issuer)
    try:
        return seal if seal and seals.stamper(seal) else None
    except Refusal as refusal:
        refused |= {str(reason): reason for reason in refusal.reasons}
        return None


def _finished(begun: list[_Begun]) -> list[Sealed]:
    return [
        _stamped(credential, seal, order, prepared)
        for credential, seal, wanted, done in begun
        for order, prepared in zip(wanted, done.result(), strict=True)
    ]


def _stamped(credential: Credential, seal: Seal, order: Order, prepared: sealing.Prepared) -> Sealed:
    made = sealing.finish(prepared, seals.stamper(seal).signature(prepared.digest))
    return Sealed(credential, order.said.language, seal, made)


def ask(credential: Credential, language: str, *, by: object) -> SealRequest:
    """Prepares the paper for the seal from outside. What was asked before and not answered stays answerable."""
    seal = _outside(credential)
    pdf = plain(credential, language)
    if credential.revoked_at or not pdf:
        raise Refusal(No(_("Only a certificate that counts can be sealed, in a language in which it was issued.")))
    prepared = sealing.prepare(pdf, **orders.words(language, seal))
    made = SealRequest(
        credential=credential, language=language, seal=seal, digest=prepared.digest.hex(), begins=prepared.start,
        ends=prepared.end, asked_at=clock.now(),
    )  # fmt: skip
    made.file = store(prepared.pdf, PDF, name="to-be-sealed.pdf", owner_kind=PAPER_OWNER, owner=made.uid)
    with transaction.atomic():
        made.save()
        append(
            "seal.asked", "credential", credential.uid, by=by,
            facts={"request": made.uid, "language": language, "digest": made.digest, "seal": seal.name},
        )  # fmt: skip
    return made


def told(request: SealRequest) -> dict[str, Any]:
    """What goes to whoever keeps the seal, as JSON: the digest and what is wanted back."""
    return {
        "type": KIND,
        "version": 1,
        "request": str(request.uid),
        "certificate": request.credential.certificate.number,
        "language": request.language,
        "algorithm": "SHA-256",
        "digest": request.digest,
        "digestBase64": base64.b64encode(bytes.fromhex(request.digest)).decode(),
        "wanted": "detached CMS (PAdES B-B or higher: ETSI.CAdES.detached), DER or PEM",
        "longest": sealing.ROOM,
        "seal": request.seal.thumbprint,
        "asked": request.asked_at.isoformat(timespec="seconds"),
    }


def prepared(request: SealRequest) -> sealing.Prepared:
    with open_file(request.file) as file:
        return sealing.Prepared(file.read(), bytes.fromhex(request.digest), request.begins, request.ends)


def take(request: SealRequest, signature: bytes, *, by: object) -> SealedPaper:
    """The signature that came back. Refuses with a sentence what does not fit the document, or is not of the seal that is expected."""
    if SealedPaper.objects.filter(credential=request.credential, language=request.language, seal=request.seal).exists():
        raise Refusal(_("This paper has been sealed already."))
    if request.credential.revoked_at:
        raise Refusal(_("The certificate has been revoked or replaced since; its paper is sealed no more."))
    if request.seal.withdrawn_at:
        raise Refusal(_("The seal %(name)s has been withdrawn.") % {"name": request.seal.name})
    made = _joined(request, signature)
    kept = _keep(Sealed(request.credential, request.language, request.seal, made), by=by)
    SealRequest.objects.filter(pk=request.pk).update(paper=kept)
    return kept


def _joined(request: SealRequest, signature: bytes) -> bytes:
    """The PDF with the signature in its room, looked at as anybody will look at it."""
    try:
        made = sealing.finish(prepared(request), sealing.der(signature[:LARGEST]))
        (found,) = sealed.seals_in(made)
    except Fault as fault:
        raise Refusal(_unfit(fault)) from None
    if found.thumbprint != request.seal.thumbprint:
        said = {"name": found.name, "expected": seals.name_of(request.seal)}
        raise Refusal(
            No(
                _("The signature is of “%(name)s”; the seal that is expected is another, of “%(expected)s”.") % said,
                where="signature",
            )
        )
    return made


def _unfit(fault: Fault) -> No:
    if fault.code == "room":
        return No(
            _("The signature is longer than %(bytes)s bytes; leave out certificates that nobody needs.")
            % {"bytes": fault.detail},
            where="signature",
        )
    if fault.code == "cms":
        return No(_("This is not a signature in the form of CMS (a file .p7s, .der or .pem)."), where="signature")
    return No(
        _("The signature does not fit this paper: it was made over another digest, or damaged on the way."),
        where="signature",
    )


def _outside(credential: Credential) -> Seal:
    issuer = credential.certificate.issuer
    refused = no_seal_outside(issuer)
    if refused:
        raise Refusal(refused)
    return Seal.objects.get(issuer=issuer, use=Use.OUTSIDE, retired_at__isnull=True)


def languages(credential: Credential) -> list[str]:
    return [name.partition(".")[0] for name in credential.documents if name.endswith(RDFC)]


def _keep(made: Sealed, *, by: object) -> SealedPaper:
    _keep_all([made], by=by)
    return SealedPaper.objects.get(credential=made.credential, language=made.language, seal=made.seal)


def _keep_all(made: Sequence[Sealed], *, by: object) -> None:
    """The bytes first, then all that is said of them in one transaction. What somebody else has kept meanwhile stays."""
    if not made:
        return
    files = {
        (each.credential.pk, each.language, each.seal.pk): Made(each.pdf, each.name, each.credential.uid)
        for each in made
    }
    lay_down(list(files.values()))
    with transaction.atomic():
        those = {each.credential.pk for each in made}
        list(Credential.objects.select_for_update().filter(pk__in=those).order_by("pk").values_list("pk"))
        there = set(SealedPaper.objects.filter(credential__in=those).values_list("credential", "language", "seal"))
        new = {key: file for key, file in files.items() if key not in there}
        kept = dict(zip(new, refer_all(list(new.values()), PDF, owner_kind=PAPER_OWNER), strict=True))
        SealedPaper.objects.bulk_create(
            SealedPaper(credential_id=credential, language=language, seal_id=seal, file=file, sealed_at=clock.now())
            for (credential, language, seal), file in kept.items()
        )
        lines = [_written(each, kept[key]) for key, each in zip(files, made, strict=True) if key in kept]
        append_all(lines, by=by)


def _written(made: Sealed, file: StoredFile) -> Line:
    said = {"language": made.language, "seal": made.seal.name, "file": file.digest}
    return Line("paper.sealed", "credential", made.credential.uid, said)
