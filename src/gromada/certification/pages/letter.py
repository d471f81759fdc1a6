"""Letters as one reader may see them."""

from django.db.models import Q, QuerySet

from gromada.certification.models import Case, Letter
from gromada.certification.queries.outside import to_the_public
from gromada.certification.queries.reach import is_issuers_side
from gromada.certification.rules import may_send_letters
from gromada.people.models import Person


def may_handle(case: Case, person: Person) -> bool:
    return may_send_letters(case, person) is None


def letters_for(case: Case, person: Person) -> "QuerySet[Letter]":
    """The issuer's side sees the outbox; the institution what was sent to it; an expert what was sent to experts by name."""
    letters = Letter.objects.filter(case=case)
    if may_handle(case, person):
        return letters
    sent = letters.filter(state=Letter.State.SENT)
    if is_issuers_side(case, person):
        return sent.exclude(letter__in=to_the_public(case))
    theirs = sent.filter(Q(internal=False) & Q(case__institution__functions__person=person)).distinct()
    late = [one.id for one in case.edition.built.letters.values() if one.shown_when == "delivered"]
    return theirs.exclude(letter__in=late, delivered_on__isnull=True)
