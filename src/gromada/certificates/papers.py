"""The PDF that carries its credential: set from the words of the day, sealed here, or prepared for a seal from outside."""

import base64
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from multiprocessing import get_context
from typing import Any

import django
from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import translation
from django.utils.translation import gettext as _

from gromada.certificates import facts, issuing, paper, seals
from gromada.certificates.credential import sealed, sealing
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.proof import RDFC
from gromada.certificates.models import PAPER_OWNER, Credential, Seal, SealedPaper, SealRequest
from gromada.certificates.rules import no_seal_outside
from gromada.certificates.vocabulary import Use
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.records.files import open_file, store

FORM, STAMP = 2_000, 8_000  # bytes of a signature beside its certificates, and of a timestamp
LARGEST = 200_000  # bytes of a signature that is looked at
PDF = "application/pdf"
MANY = 100  # certificates, from which on it pays to begin further processes
KIND = "gromada-seal-request"


@dataclass(frozen=True)
class Order:
    """All that a paper is set from: nothing here asks the database or knows a secret, so another process may set it."""

    said: facts.Said
    day: date
    document: str
    name: str = ""
    told: str = ""
    at: datetime | None = None
    room: int = sealing.ROOM

    def pdf(self) -> bytes:
        return paper.pdf(self.said, self.day, self.document)

    def prepared(self) -> sealing.Prepared:
        assert self.at
        return sealing.prepare(self.pdf(), name=self.name, told=self.told, at=self.at, room=self.room)


def plain(credential: Credential, language: str) -> bytes:
    """The paper with its credential inside, not sealed yet; b"" where there is no such language."""
    found = language in languages(credential)
    return _order(credential, language, issuing.occasion(credential.certificate)).pdf() if found else b""


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


def seal_here(credential: Credential, language: str, seal: Seal, *, by: object) -> SealedPaper:
    """Sets and seals the paper. Who asks at the same time gets the paper of whoever came first."""
    if language not in languages(credential):
        raise Refusal(_("There is no paper in this language."))
    order = _to_be_sealed(credential, language, seal, issuing.occasion(credential.certificate))
    return _stamped(credential, language, seal, order.prepared(), by=by)


def bring_all_up_to_date(*, by: object = "time") -> int:
    """Every credential that counts, and its paper in every language; how many certificates have a credential."""
    count = issuing.bring_all_up_to_date(by=by)
    counting = Credential.objects.filter(revoked_at__isnull=True).select_related(
        "certificate__issuer", "certificate__edition", "certificate__institution", "certificate__unit",
        "certificate__case__edition",
    ).defer(*(f"certificate__{name}" for name in issuing.HEAVY))  # fmt: skip
    given = SealedPaper.objects.filter(seal__withdrawn_at__isnull=True).values("credential")
    complete = given.annotate(of=Count("language", distinct=True)).filter(of__gte=len(settings.LANGUAGES))
    due = list(counting.exclude(pk__in=complete.values("credential")))
    if len(due) < MANY:
        for credential in due:
            seal_each(credential, by=by)
    else:
        _seal_many(due, by=by)
    return count


def seal_each(credential: Credential, *, by: object = "time") -> None:
    """The paper in every language, unless it has been sealed or there is nothing to seal with."""
    seal = seals.current(credential.certificate.issuer)
    for language in languages(credential):
        if seal and newest(credential, language) is None:
            seal_here(credential, language, seal, by=by)


def _seal_many(due: list[Credential], *, by: object) -> None:
    """The same for very many: papers are set by as many processes as the machine has processors, and sealed and kept by this one."""
    own = {issuer: seals.current(issuer) for issuer in {credential.certificate.issuer for credential in due}}
    wanted, orders = [], []
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=django.setup) as setters:
        for credential in due:
            seal, when = own[credential.certificate.issuer], issuing.occasion(credential.certificate)
            for language in languages(credential) if seal else ():
                if seal and newest(credential, language) is None:
                    wanted.append((credential, language, seal))
                    orders.append(setters.submit(Order.prepared, _to_be_sealed(credential, language, seal, when)))
        for (credential, language, seal), order in zip(wanted, orders, strict=True):
            _stamped(credential, language, seal, order.result(), by=by)


def _stamped(
    credential: Credential, language: str, seal: Seal, prepared: sealing.Prepared, *, by: object
) -> SealedPaper:
    made = sealing.finish(prepared, seals.stamper(seal).signature(prepared.digest))
    return _keep(credential, language, seal, made, by=by)


def _order(credential: Credential, language: str, when: facts.Occasion) -> Order:
    document = json.dumps(credential.documents[f"{language}.{RDFC}"], ensure_ascii=False)
    return Order(facts.said(credential.certificate, language, when), when.on, document)


def _to_be_sealed(credential: Credential, language: str, seal: Seal, when: facts.Occasion) -> Order:
    room = len(seal.chain) + FORM + (STAMP if settings.TIMESTAMP_URL else 0)
    return replace(_order(credential, language, when), room=room, **_words(credential, language, seal))


def ask(credential: Credential, language: str, *, by: object) -> SealRequest:
    """Prepares the paper for the seal from outside. What was asked before and not answered stays answerable."""
    seal = _outside(credential)
    pdf = plain(credential, language)
    if credential.revoked_at or not pdf:
        raise Refusal(No(_("Only a certificate that counts can be sealed, in a language in which it was issued.")))
    prepared = sealing.prepare(pdf, **_words(credential, language, seal))
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
    kept = _keep(request.credential, request.language, request.seal, made, by=by)
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


def _words(credential: Credential, language: str, seal: Seal) -> dict[str, Any]:
    name = seals.name_of(seal)
    with translation.override(language):
        return {"name": name, "told": _("Electronic seal: %(name)s") % {"name": name}, "at": clock.now()}


def languages(credential: Credential) -> list[str]:
    return [name.partition(".")[0] for name in credential.documents if name.endswith(RDFC)]


def _keep(credential: Credential, language: str, seal: Seal, made: bytes, *, by: object) -> SealedPaper:
    name = f"{credential.certificate.number.replace('/', '-')}.{language}.pdf"
    file = store(made, PDF, name=name, owner_kind=PAPER_OWNER, owner=credential.uid)
    with transaction.atomic():
        kept, new = SealedPaper.objects.get_or_create(
            credential=credential, language=language, seal=seal, defaults={"file": file, "sealed_at": clock.now()}
        )
        if new:
            append(
                "paper.sealed", "credential", credential.uid, by=by,
                facts={"language": language, "seal": seal.name, "file": file.digest},
            )  # fmt: skip
    return kept
