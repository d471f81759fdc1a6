"""Which paper somebody asked for, and its picture."""

from typing import TYPE_CHECKING

from gromada.certificates import facts, paper
from gromada.certificates.models import Rendering
from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Certificate, CertificateEvent

if TYPE_CHECKING:
    from django.db.models import QuerySet


def rendering_of(certificate: Certificate, language: str, copy: int | None = None) -> Rendering | None:
    """A copy in a language; without a number the newest one."""
    rows: QuerySet[Rendering] = certificate.renderings.filter(language=language)
    return (rows.filter(copy=copy) if copy else rows).select_related("file", "certificate__institution").last()


def occasion(rendering: Rendering) -> facts.Occasion:
    """Why this paper is made, and in whose name: after a transfer every further paper names the successor."""
    moved = rendering.event
    if rendering.kind in (Copy.DUPLICATE, Copy.AMENDED):
        moves = rendering.certificate.events.filter(kind=CertificateEvent.Kind.TRANSFER, to__isnull=False)
        moved = moves.filter(effective_on__lte=rendering.on).last()
    kind = Copy(rendering.kind)
    return facts.Occasion(kind, rendering.on, moved.to if moved else None, moved.effective_on if moved else None)


def picture_of(rendering: Rendering) -> bytes:
    """The first page, small, as PNG."""
    return paper.png(facts.said(rendering.certificate, rendering.language, occasion(rendering)))
