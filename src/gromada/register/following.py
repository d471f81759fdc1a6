"""The register follows the journal: what a line is about (an institution, a certificate) is looked up and told anew."""

from django.db import transaction

from gromada.certification.models import Case, Certificate
from gromada.institutions.models import Institution
from gromada.journal import following
from gromada.journal.models import Entry, Head
from gromada.kit import clock
from gromada.kit.ids import new_uid
from gromada.register.filling import refresh
from gromada.register.labels import fill_labels
from gromada.register.models import PublicHolder, PublicLabel, State
from gromada.register.queries.state import forget
from gromada.standards.models import Edition

NAME = "register"


def follow(entry: Entry) -> None:
    """One line of the journal. Meeting it twice changes nothing the second time."""
    _tell(entry, _concerned(entry))


def empty() -> None:
    PublicHolder.objects.all().delete()
    PublicLabel.objects.all().delete()
    State.objects.all().delete()
    forget()


def rebuild() -> int:
    """Empties the public tables and fills them again from the first line; how many lines were read.

    What a line is about is told as it is today, so of the lines that stand there already only the first one about
    an institution has anything to tell.
    """
    following.rebuild(NAME)
    end = Head.objects.values_list("seq", flat=True).first() or 0
    told: set[int] = set()

    def follow_once(entry: Entry) -> None:
        concerned = _concerned(entry)
        _tell(entry, [one for one in concerned if one.pk not in told or entry.seq > end])
        told.update(one.pk for one in concerned)

    total = 0
    while read := following.follow(NAME, follow_once):
        total += read
    return total


def _tell(entry: Entry, concerned: list[Institution]) -> None:
    if entry.subject_kind == "edition":
        edition = Edition.objects.filter(uid=entry.subject).first()
        changed = edition is not None and fill_labels(edition)
    elif entry.subject_kind == "issuer":
        changed = True  # public pages say where to turn
    else:
        changed = any([refresh(institution) for institution in concerned])
    if changed:
        mark()


def _concerned(entry: Entry) -> list[Institution]:
    """The institutions that a line is about; of a case only the one whose certificate it concerns."""
    if entry.subject_kind == "institution":
        return list(Institution.objects.filter(uid=entry.subject))
    if entry.subject_kind == "certificate":
        return _holders_of(Certificate.everything.filter(uid=entry.subject).first())
    if entry.subject_kind == "case":
        case = Case.objects.filter(uid=entry.subject).select_related("certificate").first()
        return _holders_of(case.certificate) if case else []
    return []


def _holders_of(certificate: Certificate | None) -> list[Institution]:
    """Whose it was when it was awarded, and whoever it was transferred to."""
    if certificate is None:
        return []
    return [certificate.institution, *Institution.objects.filter(pk__in=certificate.events.values("to"))]


def mark() -> None:
    """The tables have changed: whatever is kept under their former mark is obsolete."""
    State.objects.update_or_create(pk=1, defaults={"mark": new_uid().hex, "moved_at": clock.now()})
    forget()
    transaction.on_commit(forget)


following.register(NAME, follow, empty=empty)
