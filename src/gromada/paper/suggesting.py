"""Which case a letter that came in may belong to, and why. A person confirms; nothing is assigned by itself."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.institutions.models import Alias, Function, Institution, in_force
from gromada.kit import clock
from gromada.kit.folding import fold_words
from gromada.paper.models import Incoming, Package
from gromada.people.models import Email, Person

_NUMBER = re.compile(r"(?<!\d)\d{1,5}/20\d\d(?!\d)")
_PLACED = re.compile(r"(.+?) (we? .+)")
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
    seen = Institution.objects.visible_to(person)
    own = seen.filter(email__iexact=letter.address)
    writer = Person.objects.filter(emails__in=Email.objects.verified().filter(address__iexact=letter.address))
    works = Function.objects.filter(in_force(clock.today()), person__in=writer).values("institution")
    why, worker = _("it came from the address of the institution"), _("it came from somebody who works there")
    found = [(i, why) for i in own] + [(i, worker) for i in seen.filter(pk__in=works).exclude(pk__in=own)]
    return [each for i, said in found for each in _cases_of(i, letter, person, said)]


def _by_name(letter: Incoming, person: Person) -> list[Suggestion]:
    """The name of an institution, short or whole, or another name of it, as whole words: "MOPS w Mławie" is found in "mops w mlawie"."""
    words = f" {fold_words(f'{letter.sender} {letter.subject} {letter.text}')} "
    seen = Institution.objects.visible_to(person)
    names = [(i.pk, name) for i in seen for name in _called(i)]
    names += [(pk, fold_words(name)) for pk, name in Alias.objects.filter(institution__in=seen).values_list("institution", "name")]  # fmt: skip
    fits = {pk for pk, name in names if len(name) > 3 and f" {name} " in words}
    why = _("its name stands in it")
    return [each for i in seen.filter(pk__in=fits)[:MOST] for each in _cases_of(i, letter, person, why)]


def _called(institution: Institution) -> list[str]:
    """Its name and, as letters have it, the initials with the place: "Ośrodek Pomocy Społecznej w Mławie" is "OPS w Mławie" and "OPS Mława"."""
    name = fold_words(institution.name)
    kind, place = next(((m[1], m[2]) for m in [_PLACED.match(name)] if m), ("", ""))
    initials = "".join(word[0] for word in kind.split())
    town = fold_words(institution.town)
    return [name, *([f"{initials} {place}", f"{initials} {town}"] if len(initials) > 1 and town else [])]


def _cases_of(institution: Institution, letter: Incoming, person: Person, why: str) -> list[Suggestion]:
    """The open cases of an institution; where there are none, the institution alone."""
    cases = Case.objects.visible_to(person).filter(
        institution=institution, issuer=letter.issuer, closed_on__isnull=True
    )
    return [Suggestion(institution, why, c) for c in cases[:MOST]] or [Suggestion(institution, why)]
