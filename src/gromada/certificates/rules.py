"""Questions about papers with a sentence for "no". They never write."""

from django.utils.translation import gettext as _

from gromada.certificates.models import Seal
from gromada.certificates.vocabulary import Use
from gromada.certification.models import Certificate
from gromada.certification.queries.reach import is_office
from gromada.kit.refusal import No
from gromada.people.models import Issuer, Person


def may_issue_duplicate(certificate: Certificate, person: Person) -> No | None:
    if certificate.case is None:
        return No(_("This certificate is known from history only; whoever issued it on paper issues its duplicate."))
    if not is_office(certificate.case, person):
        return No(_("A duplicate is issued by the office."))
    return None


def may_seal(certificate: Certificate, person: Person) -> No | None:
    """Sealing with a seal from outside: the office sends the digest and brings the signature."""
    if certificate.case is None or not is_office(certificate.case, person):
        return No(_("A seal from outside is asked for by the office."))
    if no_seal_outside(certificate.issuer):
        return no_seal_outside(certificate.issuer)
    if not certificate.credentials.filter(revoked_at__isnull=True).exists():
        return No(_("Only a certificate that has been released and counts has a paper to seal."))
    return None


def no_seal_outside(issuer: Issuer) -> No | None:
    if Seal.objects.filter(issuer=issuer, use=Use.OUTSIDE, retired_at__isnull=True).exists():
        return None
    return No(
        _(
            "No seal from outside is known here. Whoever runs the installation adds its certificate: gromada keys outside."
        )
    )
