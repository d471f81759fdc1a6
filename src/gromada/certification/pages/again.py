"""What of a request was taken over from an earlier one and waits for somebody to look whether it is still so."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gromada.certification.models import Carried, Snapshot
from gromada.certification.pages.places import Places
from gromada.ui.typography import longdate


@dataclass(frozen=True)
class Again:
    """A place to look at again: from where it came, what it is called, where it stands."""

    uid: str
    source: str
    label: str
    url: str


def source_words(source: Snapshot) -> str:
    """ "the request of 29 March 2022 (CAL/2022/7)"."""
    certificate = getattr(source.case, "issued", None)
    words = {"day": longdate(source.taken.on), "number": certificate.number if certificate else ""}
    return _("the request of %(day)s (%(number)s)") % words if words["number"] else _("the request of %(day)s") % words


def again(places: Places, one: Carried) -> Again:
    title = f": {one.evidence.record.title}" if one.evidence else ""
    return Again(str(one.uid), source_words(one.source), places.label(one.path) + title, places.url(one.path))
