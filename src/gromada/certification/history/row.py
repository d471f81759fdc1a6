"""One award as a file tells it: text, as exact as the source."""

from dataclasses import dataclass
from datetime import date

from gromada.kit import partial
from gromada.kit.folding import fold

HolderKey = tuple[str, str, str]


@dataclass(frozen=True)
class Row:
    line: int
    name: str
    kind: str
    town: str
    teryt: str
    voivodeship: str
    unit: str
    aliases: str
    edition: str
    decided_on: str
    handed_over_on: str
    valid_label: str
    valid_from: str
    valid_to: str
    award_number: str
    handed_over_by: str
    handed_over_as: str
    occasion: str
    report_year: str
    successor: str
    successor_since: str
    source: str

    @property
    def holder(self) -> HolderKey:
        """Who holds the award: name, place, unit. Names repeat, so the place is a code where there is one."""
        return fold(self.name), self.teryt or fold(f"{self.town} {self.voivodeship}"), fold(self.unit)

    @property
    def told_apart_by(self) -> str:
        """What distinguishes it from another award of the holder under the same edition; "" where nothing does."""
        return self.award_number or self.valid_from or self.handed_over_on or self.decided_on

    @property
    def other_names(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.aliases.split(";") if name.strip())

    @property
    def term(self) -> tuple[date | None, date | None]:
        """The days that the years mean, only where both ends are known."""
        first, last = partial.first_day(self.valid_from), partial.last_day(self.valid_to)
        return (first, last) if first and last else (None, None)
