"""Loading editions into the database. A published edition is frozen: the same id with another digest is refused."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer
from gromada.standards.edition.diff import compare
from gromada.standards.edition.load import build, content_of, digest, readiness_of
from gromada.standards.edition.model import Edition as Built
from gromada.standards.models import Edition


def load_edition(folder: Path, *, by: str = "import", errata: bool = False) -> tuple[Edition, bool]:
    """Loads a folder; returns the row and whether anything was new. Raises EditionMistakes or Refusal; then nothing has changed.

    The newest loaded edition of a scheme that has a procedure becomes the current one. `errata` lets texts change, and texts only.
    """
    content, readiness = content_of(folder), readiness_of(folder)
    built, sum_ = build(content), digest(content)
    row = Edition.objects.filter(key=built.id).first()
    if row and row.digest == sum_:
        if row.readiness != readiness:
            Edition.objects.filter(pk=row.pk).update(readiness=readiness)
        return row, False
    if row and not errata and row.drafts.filter(errata=True, published_at__isnull=False, digest_before=sum_).exists():
        return row, False  # the folder still has the former words; the correction stands
    return keep(built, content, readiness, by=by, errata=errata), True


def keep(built: Built, content: dict[str, Any], readiness: dict[str, Any], *, by: str, errata: bool) -> Edition:
    """Writes an edition down, frozen by the digest of its content. Raises Refusal where it is frozen already."""
    sum_ = digest(content)
    with transaction.atomic():
        row = Edition.objects.select_for_update().filter(key=built.id).first()
        if row and not (errata and compare(row.built, built).is_text_only):
            raise Refusal(
                No(
                    _(
                        "The edition %(edition)s is published and frozen. Give the changed one a new version, or load a correction of texts as an erratum."
                    )
                    % {"edition": built.id}
                )
            )
        other = Edition.objects.filter(scheme=built.scheme).exclude(issuer__slug=built.issuer).first()
        if other:
            raise Refusal(
                No(
                    _(
                        "The scheme %(scheme)s belongs to another issuer here: %(issuer)s. Give this one a name of its own."
                    )
                    % {"scheme": built.scheme, "issuer": other.issuer.name}
                )
            )
        name = built.text(("issuer",), built.languages[0])
        short = built.text(("issuer",), built.languages[0], "short") or name
        issuer, _new = Issuer.objects.get_or_create(slug=built.issuer, defaults={"name": name, "short": short[:60]})
        if issuer.name == issuer.slug and name != "issuer":
            issuer.name, issuer.short = name, short[:60]
            issuer.save()
        now = clock.now()
        corrects = row is not None
        row = row or Edition(key=built.id, published_at=now)
        row.issuer, row.scheme, row.version, row.history_only = issuer, built.scheme, built.version, built.history_only
        row.content, row.digest, row.readiness, row.loaded_at = content, sum_, readiness, now
        if not built.history_only and not corrects:  # correcting the words of an older one does not bring it back
            Edition.objects.filter(issuer=issuer, scheme=built.scheme).update(current=False)
            row.current = True
        row.save()
        append(
            "edition.loaded", "edition", row.uid, by=by, facts={"edition": built.id, "digest": sum_, "errata": errata}
        )
    return row
