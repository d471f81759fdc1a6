"""Records go over with the institution that they belong to."""

from django.utils.translation import ngettext

from gromada.institutions.merging.owned import Owned, belongs
from gromada.records.models import Record


def register() -> None:
    belongs(Owned(Record, "institution", lambda n: ngettext("%(n)d record", "%(n)d records", n) % {"n": n}))
