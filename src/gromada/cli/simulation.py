"""A world by chance: institutions whose cases take steps at random until they end or a number of steps is reached."""

from collections import Counter
from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils.text import slugify

from gromada.certification.actions.beginning import begin
from gromada.certification.models import Case
from gromada.cli.walking import Texts, possible, take
from gromada.institutions.models import Function, Institution, Membership
from gromada.kit import clock
from gromada.kit.folding import fold
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.standards.models import Edition

FIRST = ("Wydm", "Olsz", "Brzezi", "Mali", "Kamie", "Jawor", "Lipo", "Dębi", "Sosno", "Wierzbo", "Zakole", "Rudni")
LAST = ("owo", "nica", "ki Dolne", "ki Górne", "no", "wice", "niec", "yszyn", "owiec", "ówka", "any", "isko")
STEPS = 30


def simulate(edition: Edition, institutions: int, seed: int) -> Counter[str]:
    """How many cases stand in which state afterwards."""
    chance = Random(seed)
    _bodies(edition)
    proceeding = next(p.id for p in edition.built.proceedings.values() if p.about.kind == "institution")
    told: Counter[str] = Counter()
    for number in range(institutions):
        with clock.at(clock.today() - timedelta(days=chance.randint(30, 1500))):
            institution, head = _institution(edition, seed, number, chance)
            annexes = edition.built.annexes_for(institution.kind)
            case = begin(institution, edition, proceeding, by=head, annexes=(annexes[0].id,) if annexes else ())
            _wander(case, chance)
        told[case.state] += 1
    return told


def _wander(case: Case, chance: Random) -> None:
    texts = Texts(random=chance)
    for _turn in range(chance.randint(0, STEPS)):
        tries = possible(case)
        chance.shuffle(tries)
        for step, outcome in tries:
            try:
                take(case, step, texts, outcome)
                break
            except (Refusal, LookupError):
                continue
        else:
            return
        case.refresh_from_db()
        if case.closed_on:
            return


def _institution(edition: Edition, seed: int, number: int, chance: Random) -> tuple[Institution, Person]:
    town = chance.choice(FIRST) + chance.choice(LAST)
    kind = chance.choice(edition.built.kinds) if edition.built.kinds else "institution"
    with transaction.atomic():
        made = Institution.objects.create(
            slug=slugify(fold(f"{town}-{seed}-{number}")),
            name=f"Centrum {town}",
            kind=kind,
            town=town,
            voivodeship="mazowieckie",
            demo=True,
        )
        head = Person.objects.create_user(f"kierownik-{seed}-{number}", name=f"Osoba {number}", demo=True)
        Function.objects.create(institution=made, person=head, kind=Function.Kind.HEAD, since=clock.today())
    return made, head


def _bodies(edition: Edition) -> None:
    """Enough members in every body and pool of the edition that nobody sits there yet."""
    wanted = {r.body or r.id for r in edition.built.roles.values() if r.source == "body"}
    wanted |= (
        {b for r in edition.built.roles.values() for b in (r.one_of, r.panel_of, r.pool) if b}
        | set(edition.built.bodies)
        | {"office"}
    )
    since = clock.today() - timedelta(days=2000)
    for body in sorted(wanted):
        if not Membership.objects.filter(issuer=edition.issuer, body=body).exists():
            least = edition.built.bodies[body].members[0] if body in edition.built.bodies else 4
            for n in range(max(least + 2, 5)):
                person = Person.objects.create_user(f"{body}-{n}", name=f"{body.capitalize()} {n}", demo=True)
                Membership.objects.create(issuer=edition.issuer, body=body, person=person, since=since)
