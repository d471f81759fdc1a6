"""What the demonstration tells, read from its TOML file: whose people, which institutions, which steps on which days.

What the institutions tell of themselves and what the experts answer stands beside it, in `stories/`.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Actor:
    username: str
    name: str
    says: str  # what this person does, for the page of one-click sign-in
    body: str = ""
    seat: str = "member"


@dataclass(frozen=True)
class Plot:
    """One institution with its people and the steps of its case; a step is "id" or "id=outcome"."""

    name: str
    kind: str
    town: str
    teryt: str
    voivodeship: str
    head: Actor
    team: tuple[Actor, ...]
    annexes: tuple[str, ...]
    began: int  # days ago
    steps: tuple[str, ...]
    every: int = 6  # days from step to step
    drafted: tuple[
        str, ...
    ] = ()  # fields and nodes of the first step's form that are written though the step is not taken
    values: dict[str, dict[str, Any]] = field(default_factory=dict)  # step → path → value


@dataclass(frozen=True)
class Story:
    edition: str
    proceeding: str
    actors: tuple[Actor, ...]
    plots: tuple[Plot, ...]
    texts: dict[str, list[Any]]


def stories() -> list[Story]:
    return [_read(path) for path in sorted(FOLDER.glob("*.toml"))]


def _read(path: Path) -> Story:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    told = FOLDER / "stories" / path.name
    book = said.get("texts", {}) | (tomllib.loads(told.read_text(encoding="utf-8")) if told.exists() else {})
    texts = {key: value if isinstance(value, list) else [value] for key, value in book.items()}
    actors = tuple(Actor(**a) for a in said["people"])
    return Story(said["edition"], said["proceeding"], actors, tuple(_plot(p) for p in said["institution"]), texts)


def _plot(said: dict[str, Any]) -> Plot:
    plain = {k: v for k, v in said.items() if k not in ("head", "team", "annexes", "steps", "drafted")}
    return Plot(
        **plain, head=Actor(**said["head"]), team=tuple(Actor(**a) for a in said.get("team", [])), annexes=tuple(said.get("annexes", [])),
        steps=tuple(said["steps"]), drafted=tuple(said.get("drafted", [])),
    )  # fmt: skip
