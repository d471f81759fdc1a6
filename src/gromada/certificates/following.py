"""What this room does when something happens to a certificate: its papers are set in type."""

from gromada.certificates.actions import make
from gromada.certification.models import Certificate
from gromada.journal.following import register
from gromada.journal.models import Entry

VERBS = ("certificate.issued", "certificate.transfer", "certificate.duplicated")


def follow(entry: Entry) -> None:
    if entry.verb in VERBS:
        certificate = Certificate.objects.filter(uid=entry.subject).first()
        if certificate:
            make(certificate)


register("certificates", follow)
