"""The register follows the journal: what a line is about (an institution, a certificate) is looked up and told anew."""

from gromada.certification.models import Case, Certificate
from gromada.institutions.models import Institution
from gromada.journal import following
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.ids import new_uid
from gromada.register.filling import refresh
from gromada.register.labels import fill_labels
from gromada.register.models import PublicHolder, PublicLabel, State
from gromada.standards.models import Edition

NAME = "register"


def follow(entry: Entry) -> None:
    """One line of the journal. Meeting it twice changes nothing the second time."""
    if entry.subject_kind == "edition":
        edition = Edition.objects.filter(uid=entry.subject).first()
        changed = bool(edition) and fill_labels(edition)
    else:
        changed = any([refresh(institution) for institution in _concerned(entry)])
    if changed:
        _mark()


def empty() -> None:
    PublicHolder.objects.all().delete()
    PublicLabel.objects.all().delete()
    State.objects.all().delete()


def rebuild() -> int:
    """Empties the public tables and fills them again from the first line; how many lines were read."""
    following.rebuild(NAME)
    total = 0
    while read := following.follow(NAME, follow):
        total += read
    return total


def _concerned(entry: Entry) -> list[Institution]:
    """The institutions that a line is about; of a case only the one whose certificate it concerns."""
    if entry.subject_kind == "institution":
        return list(Institution.objects.filter(uid=entry.subject))
    if entry.subject_kind == "certificate":
        return _holders_of(Certificate.objects.filter(uid=entry.subject).first())
    if entry.subject_kind == "case":
        case = Case.objects.filter(uid=entry.subject).select_related("certificate").first()
        return _holders_of(case.certificate) if case else []
    return []


def _holders_of(certificate: Certificate | None) -> list[Institution]:
    """Whose it was when it was awarded, and whoever it was transferred to."""
    if certificate is None:
        return []
    return [certificate.institution, *Institution.objects.filter(pk__in=certificate.events.values("to"))]


def _mark() -> None:
    State.objects.update_or_create(pk=1, defaults={"mark": new_uid().hex, "moved_at": clock.now()})


following.register(NAME, follow, empty=empty)
