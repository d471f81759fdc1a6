"""Tells the room of files who may open those that a case refers to."""

from gromada.certification.queries.certificates import CERTIFICATE, may_open_source
from gromada.certification.queries.entering import DOCUMENT, may_open_document
from gromada.certification.queries.opening import PLACE, SNAPSHOT, may_open_place, may_open_snapshot
from gromada.records import access


def register() -> None:
    access.register(SNAPSHOT, may_open_snapshot)
    access.register(PLACE, may_open_place)
    access.register(DOCUMENT, may_open_document)
    access.register(CERTIFICATE, may_open_source)
