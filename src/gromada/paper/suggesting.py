"""Which case a letter that came in may belong to, and why. A person confirms; nothing is assigned by itself."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.institutions.models import Alias, Institution
from gromada.kit.folding import fold_words
from gromada.paper.models import Incoming, Package
from gromada.people.models import Person

_NUMBER = re.compile(r"(?<!\d)\d{1,5}/20\d\d(?!\d)")
MOST = 6


@dataclass(frozen=True)
class Suggestion:
    institution: Institution
    why: str
    case: Case | None = None
    package: Package | None = None


def suggestions(letter: Incoming, person: Person) -> list[Suggestion]:
    """The surest first: a package's code, the number of a case, the address of the sender, a name in the text. Each case once."""
    found = [*_by_code(letter), *_by_number(letter, person), *_by_sender(letter, person), *_by_name(letter, person)]
    once: dict[tuple[int, int | None], Suggestion] = {}
    for each in found:
        once.setdefault((each.institution.pk, each.case.pk if each.case else None), each)
    return list(once.values())[:MOST]


def _by_code(letter: Incoming) -> list[Suggestion]:
    found = Package.objects.filter(code=letter.code, case__issuer=letter.issuer) if letter.code else ()
    return [
        Suggestion(p.case.institution, _("the code %(code)s stands on its pages") % {"code": p.code}, p.case, p)
        for p in found
    ]


def _by_number(letter: Incoming, person: Person) -> list[Suggestion]:
    numbers = set(_NUMBER.findall(f"{letter.subject} {letter.text}"))
    cases = Case.objects.visible_to(person).filter(issuer=letter.issuer, number__in=numbers) if numbers else ()
    return [Suggestion(c.institution, _("the number %(number)s stands in it") % {"number": c.number}, c) for c in cases]


def _by_sender(letter: Incoming, person: Person) -> list[Suggestion]:
    if not letter.address:
        return []
    institutions = Institution.objects.visible_to(person).filter(email__iexact=letter.address)
    why = _("it came from the address of the institution")
    return [each for i in institutions for each in _cases_of(i, letter, person, why)]


def _by_name(letter: Incoming, person: Person) -> list[Suggestion]:
    """The name of an institution, or another name of it, as whole words: "MOPS w Mławie" is found in "mops w mlawie"."""
    words = f" {fold_words(f'{letter.sender} {letter.subject} {letter.text}')} "
    seen = Institution.objects.visible_to(person)
    names = [(i.pk, i.name) for i in seen] + list(
        Alias.objects.filter(institution__in=seen).values_list("institution", "name")
    )
    fits = {pk for pk, name in names if len(fold_words(name)) > 3 and f" {fold_words(name)} " in words}
    why = _("its name stands in it")
    return [each for i in seen.filter(pk__in=fits)[:MOST] for each in _cases_of(i, letter, person, why)]


def _cases_of(institution: Institution, letter: Incoming, person: Person, why: str) -> list[Suggestion]:
    """The open cases of an institution; where there are none, the institution alone."""
    cases = Case.objects.visible_to(person).filter(
        institution=institution, issuer=letter.issuer, closed_on__isnull=True
    )
    return [Suggestion(institution, why, c) for c in cases[:MOST]] or [Suggestion(institution, why)]
