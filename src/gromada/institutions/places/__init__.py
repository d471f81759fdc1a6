"""Places of Poland: the seats of its gminas and the names that several places share.

Source: the state register of geographical names (PRNG) of 2021, as published in the package polskie-miejscowosci
(CC BY); see README.md beside this file. Coordinates are degrees (WGS 84), three decimals: enough for a dot on a map.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gromada.kit.folding import fold

HERE = Path(__file__).parent
VOIVODESHIPS: Mapping[str, str] = {
    "02": "dolnośląskie", "04": "kujawsko-pomorskie", "06": "lubelskie", "08": "lubuskie", "10": "łódzkie",
    "12": "małopolskie", "14": "mazowieckie", "16": "opolskie", "18": "podkarpackie", "20": "podlaskie",
    "22": "pomorskie", "24": "śląskie", "26": "świętokrzyskie", "28": "warmińsko-mazurskie", "30": "wielkopolskie",
    "32": "zachodniopomorskie",
}  # fmt: skip
# A town or the villages of an urban-rural gmina are parts of it; districts of a city are parts of the city.
_WHOLE = {"4": "3", "5": "3", "8": "1", "9": "1"}


@dataclass(frozen=True)
class Gmina:
    """The seat of a gmina (the middle of its places where it has no seat of its own name)."""

    powiat: str  # four digits
    kind: str  # the last digit of TERYT: 1 urban, 2 rural, 3 urban and rural
    name: str
    lat: float
    lon: float


@cache
def gminas() -> tuple[Gmina, ...]:
    """All of them, by powiat."""
    with (HERE / "gminas.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Gmina(r["powiat"], r["kind"], r["name"], float(r["lat"]), float(r["lon"])) for r in csv.DictReader(file)
        )


def find(teryt: str, town: str) -> Gmina | None:
    """The gmina with this code and this town's name; None where the two do not name one gmina."""
    if len(teryt) != 7:
        return None
    within = _by_powiat().get(teryt[:4], ())
    kind = _WHOLE.get(teryt[6], teryt[6])
    named = [gmina for gmina in within if fold(gmina.name) == fold(town)]
    same_kind = [gmina for gmina in named if gmina.kind == kind]
    for candidates in (same_kind, named, within):
        if len(candidates) == 1:
            return candidates[0]
    return None


def voivodeship_of(teryt: str) -> str:
    """The voivodeship that a code lies in; "" for none."""
    return VOIVODESHIPS.get(teryt[:2], "")


def middle_of(voivodeship: str) -> tuple[float, float] | None:
    """Latitude and longitude amid the gminas of a voivodeship."""
    return _middles().get(voivodeship)


def is_misplaced(teryt: str, town: str) -> bool:
    """True when the code surely belongs elsewhere.

    That is: its powiat does not exist, or the only place of that name is the seat of a gmina in another one.
    """
    if teryt[:4] not in _by_powiat():
        return True
    seats = _by_name().get(fold(town), ())
    return namesakes(town) == 1 and len(seats) > 0 and all(gmina.powiat != teryt[:4] for gmina in seats)


def namesakes(town: str, voivodeship: str = "") -> int:
    """How many places have this name, in one voivodeship or in the country; a name not repeated counts as one."""
    codes = _repeated().get(fold(town))
    if codes is None:
        return 1
    return sum(1 for code in codes if not voivodeship or VOIVODESHIPS[code] == voivodeship)


@cache
def _by_powiat() -> Mapping[str, list[Gmina]]:
    found: dict[str, list[Gmina]] = defaultdict(list)
    for gmina in gminas():
        found[gmina.powiat].append(gmina)
    return dict(found)


@cache
def _by_name() -> Mapping[str, list[Gmina]]:
    found: dict[str, list[Gmina]] = defaultdict(list)
    for gmina in gminas():
        found[fold(gmina.name)].append(gmina)
    return dict(found)


@cache
def _middles() -> Mapping[str, tuple[float, float]]:
    found: dict[str, list[Gmina]] = defaultdict(list)
    for gmina in gminas():
        found[VOIVODESHIPS[gmina.powiat[:2]]].append(gmina)
    return {
        name: (sum(g.lat for g in all) / len(all), sum(g.lon for g in all) / len(all)) for name, all in found.items()
    }


@cache
def _repeated() -> Mapping[str, tuple[str, ...]]:
    with (HERE / "repeated.csv").open(encoding="utf-8", newline="") as file:
        rows = [(fold(r["name"]), r["voivodeships"]) for r in csv.DictReader(file)]
    return {name: tuple(codes[i : i + 2] for i in range(0, len(codes), 2)) for name, codes in rows}
