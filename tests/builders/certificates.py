"""Very many released certificates at once, of as many institutions; how a case comes to one is told elsewhere."""

from datetime import date

from gromada.certification.models import Case, Certificate
from gromada.institutions.models import Institution
from gromada.kit import clock
from gromada.kit.ids import new_uid
from tests.builders.cases import World


def released_to(world: World, count: int, *, first: int = 0) -> list[Certificate]:
    """Certificates CAL/2026/0 and so on, each with a case of its own."""
    case = Case.objects.filter(institution=world.institution).first() or world.begin()
    return [_one(world, case, number, clock.today()) for number in range(first, first + count)]


def _one(world: World, case: Case, number: int, today: date) -> Certificate:
    place = Institution.objects.get(pk=world.institution.pk)
    place.pk, place.uid, place.slug = None, new_uid(), f"przyklad-{number}"
    place.name = f"Ośrodek Pomocy Społecznej w Przykładowicach Górnych nr {number}"
    place._state.adding = True
    place.save()
    case = Case.objects.get(pk=case.pk)
    case.pk, case.uid, case.institution, case.number = None, new_uid(), place, f"S/{number}/2026"
    case._state.adding = True
    case.save()
    return Certificate.objects.create(
        issuer=world.issuer, edition=world.edition, institution=place, case=case, number=f"CAL/2026/{number}",
        annexes=case.annexes, starts_on=today, ends_on=today.replace(year=today.year + 5), public_from=today,
        issued_at=clock.now(),
    )  # fmt: skip
