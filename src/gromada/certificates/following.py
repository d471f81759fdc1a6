"""What this room does when something happens to a certificate: its papers are set in type, its credential is signed
or revoked, the PDF that carries it is sealed."""

from gromada.certificates import papers
from gromada.certificates.actions import make
from gromada.certificates.issuing import bring_up_to_date
from gromada.certificates.waiting import FOLLOWER
from gromada.certification.models import Certificate
from gromada.journal.following import register
from gromada.journal.models import Entry

VERBS = ("certificate.issued", "certificate.transfer", "certificate.correct", "certificate.duplicated")


def follow(entry: Entry) -> None:
    if entry.verb in VERBS:
        certificate = Certificate.objects.filter(uid=entry.subject).first()
        if certificate:
            make(certificate)


def follow_credentials(entry: Entry) -> None:
    """By a cursor of its own: a key that cannot be opened must not stop the papers."""
    if entry.subject_kind == "certificate":
        certificate = Certificate.objects.filter(uid=entry.subject).first()
        credential = bring_up_to_date(certificate) if certificate else None
        if credential:
            papers.seal_each(credential)


register("certificates", follow)
register(FOLLOWER, follow_credentials)
