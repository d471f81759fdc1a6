"""Whether the records of cases still say what the journal says they said."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gromada.certification.models import Snapshot
from gromada.certification.queries.digests import content_digest
from gromada.journal.findings import Finding, What


def findings() -> Iterator[Finding]:
    """Snapshots whose content no longer has its digest. Memory does not grow with their number."""
    for row in Snapshot.objects.select_related("case").iterator(chunk_size=50):
        if content_digest(row.content) != row.digest:
            yield Finding(
                What.CHANGED,
                _("Case %(case)s: version %(version)d of what was handed in differs from its digest.")
                % {"case": row.case, "version": row.version},
            )
