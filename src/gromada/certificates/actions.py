"""Papers: which ones a certificate has, setting them in type, issuing a duplicate."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certificates import facts, paper
from gromada.certificates.models import OWNER, Rendering
from gromada.certificates.queries import occasion
from gromada.certificates.rules import may_issue_duplicate
from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Certificate, CertificateEvent
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person
from gromada.records.files import store


def issue_duplicate(certificate: Certificate, *, reason: str, by: Person) -> int:
    """A further paper, which bears its day; gives the number of the copy. The reason stays in the journal."""
    refused = may_issue_duplicate(certificate, by)
    if refused:
        raise Refusal(refused)
    if not clean(reason):
        raise Refusal(
            No(_("Say why a duplicate is issued, for example “The original was damaged by water”."), where="reason")
        )
    with transaction.atomic():
        _add_what_is_missing(certificate)
        number = _add(certificate, Copy.DUPLICATE, clock.today(certificate.edition.built.zone))
        append(
            "certificate.duplicated",
            "certificate",
            certificate.uid,
            by=by.uid,
            facts={"copy": number},
            private={"reason": clean(reason)},
        )
    return number


def make(certificate: Certificate) -> None:
    """Brings the papers up to what is known of the certificate. Doing it again changes nothing."""
    if certificate.case is None:
        return
    with transaction.atomic():
        _add_what_is_missing(certificate)
    for rendering in certificate.renderings.filter(file__isnull=True):
        set_in_type(rendering)


def make_due() -> int:
    """Papers whose day has come without anything happening on it: a successor's, from the day it takes over. How many certificates."""
    today = clock.today()
    waiting = CertificateEvent.objects.filter(
        kind__in=_NEED_A_PAPER, renderings__isnull=True, effective_on__lte=today, certificate__case__isnull=False
    )
    found = Certificate.objects.filter(pk__in=waiting.values("certificate"))
    for certificate in found:
        make(certificate)
    return len(found)


def set_in_type(rendering: Rendering) -> None:
    """Writes the file of a paper that has none yet. The words are those of today: later changes need a further copy."""
    said = facts.said(rendering.certificate, rendering.language, occasion(rendering))
    made = paper.pdf(said, rendering.on)
    # The same words give the same bytes, so two who do this at once store one file.
    stored = store(made, "application/pdf", name=rendering.file_name, owner_kind=OWNER, owner=rendering.uid)
    Rendering.objects.filter(pk=rendering.pk, file__isnull=True).update(
        file=stored, digest=said.digest(), made_at=clock.now()
    )


def _add_what_is_missing(certificate: Certificate) -> None:
    """The certificate's row is locked first, so that two at once never add the same paper or take one number."""
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    if not certificate.renderings.filter(kind=Copy.ORIGINAL).exists():
        _add(certificate, Copy.ORIGINAL, facts.issued_on(certificate))
    today = clock.today(certificate.edition.built.zone)
    for event in certificate.events.filter(kind__in=_NEED_A_PAPER, renderings__isnull=True, effective_on__lte=today):
        kind = _NEED_A_PAPER[CertificateEvent.Kind(event.kind)]
        _add(certificate, kind, event.effective_on, event)


# What happened to a certificate so that its paper no longer says the truth; the older papers stay.
_NEED_A_PAPER = {CertificateEvent.Kind.TRANSFER: Copy.SUCCESSOR, CertificateEvent.Kind.CORRECT: Copy.AMENDED}


def _add(certificate: Certificate, kind: Copy, on: date, event: CertificateEvent | None = None) -> int:
    """The next copy, a row per language."""
    last = certificate.renderings.order_by("copy").last()
    number = last.copy + 1 if last else 1
    for language in facts.languages(certificate.edition.built):
        Rendering.objects.create(certificate=certificate, language=language, copy=number, kind=kind, on=on, event=event)
    return number
