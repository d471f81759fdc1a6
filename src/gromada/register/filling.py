"""Filling the public tables with one family of institutions. The same facts always give the same rows."""

from django.db.models import Q

from gromada.institutions.models import Institution
from gromada.register.families import certificates_of, family_of
from gromada.register.labels import fill_labels
from gromada.register.models import PublicCertificate, PublicHolder, PublicListing, PublicName
from gromada.register.rows import Rows, rows_of


def refresh(institution: Institution) -> bool:
    """Writes what the public may know of the institution's family; whether anything has changed."""
    family = family_of(institution)
    kept: dict[str, Rows] = {}
    labelled = False
    for certificates in certificates_of(family).values():
        for edition in {certificate.edition.pk: certificate.edition for certificate in certificates}.values():
            labelled |= fill_labels(edition, missing_only=True)
        rows = rows_of(family, certificates)
        kept[rows.holder.key] = rows
    told = Q(pk__in=())
    for member in (*family.members, *family.merged):
        told |= Q(key=str(member.uid)) | Q(key__startswith=f"{member.uid}:")
    gone, _what = PublicHolder.objects.filter(told).exclude(key__in=kept).delete()
    written = [_write(rows) for rows in kept.values()]
    return bool(gone) or any(written) or labelled


def _write(rows: Rows) -> bool:
    digest = rows.digest()
    before = PublicHolder.objects.filter(key=rows.holder.key).first()
    if before and before.digest == digest:
        return False
    if before:
        before.delete()
    rows.holder.digest = digest
    rows.holder.slug = _free(rows.holder.slug)
    for listing in rows.listings:
        listing.slug = rows.holder.slug
    rows.holder.save(force_insert=True)
    for kind, made in (
        (PublicName, rows.names),
        (PublicCertificate, rows.certificates),
        (PublicListing, rows.listings),
    ):
        for row in made:  # the key of the holder, now that it has one
            row.holder_id = rows.holder.pk
        kind.objects.bulk_create(made)  # type: ignore[arg-type]  # each list holds rows of its own kind
    return True


def _free(slug: str) -> str:
    """The address, numbered where another holder has it."""
    taken = set(PublicHolder.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(one for n in range(1, len(taken) + 2) if (one := slug if n == 1 else f"{slug}-{n}") not in taken)
