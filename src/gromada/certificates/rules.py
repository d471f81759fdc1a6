"""Questions about papers with a sentence for "no". They never write."""

from django.utils.translation import gettext as _

from gromada.certification.models import Certificate
from gromada.certification.queries.reach import is_office
from gromada.kit.refusal import No
from gromada.people.models import Person


def may_issue_duplicate(certificate: Certificate, person: Person) -> No | None:
    if certificate.case is None:
        return No(_("This certificate is known from history only; whoever issued it on paper issues its duplicate."))
    if not is_office(certificate.case, person):
        return No(_("A duplicate is issued by the office."))
    return None
