"""Who plays in the journeys: an issuer with its bodies and office, before any institution knows of it."""

from dataclasses import dataclass, field

from gromada.people.models import Person
from gromada.standards.models import Edition
from tests.builders.cases import World, edition_row
from tests.builders.people import seats, sits_in
from tests.journeys.driver import Browser


@dataclass
class Issuer:
    """An issuer's side: people by body, pool or office, and a browser for each when it is first needed."""

    edition: Edition
    members: dict[str, list[Person]]
    _browsers: dict[str, Browser] = field(default_factory=dict)

    def browser(self, person: Person) -> Browser:
        return self._browsers.setdefault(str(person.uid), Browser(person))

    @property
    def office(self) -> Browser:
        return self.browser(self.members["office"][0])

    def of(self, body: str, number: int = 0) -> Browser:
        return self.browser(self.members[body][number])


def issuer_of(name: str = "cal-2022") -> Issuer:
    edition = edition_row(name)
    members = {b: [sits_in(edition.issuer, b) for _ in range(n)] for b, n in seats(edition.built).items()}
    return Issuer(edition, members)


def cast_of(world: World) -> tuple[Issuer, Browser, Browser]:
    """The issuer's side, the head and the editor of a world of the builders."""
    cal = Issuer(world.edition, world.members)
    return cal, cal.browser(world.head), cal.browser(world.editor)
