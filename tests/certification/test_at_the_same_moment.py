"""Two processes and the clock act in the same moment on a file of SQLite, or on PostgreSQL: one wins, the other reads a sentence."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.certification.moments import GAP, ROUNDS
from tests.journal.test_many_writers import address

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


class Stage:
    """The database of its own, and the processes that act on it."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "GROMADA_DATA": str(folder), "DATABASE_URL": address(),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), *sys.path]), "LANGUAGE": "pl",
        }  # fmt: skip
        if connection.vendor == "sqlite":
            self.done(self.start("lay"))

    def start(self, *words: str, said: Any = None) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.certification.moments", *words]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )
        assert process.stdin
        process.stdin.write(json.dumps(said))
        process.stdin.close()
        process.stdin = None
        return process

    def done(self, process: "subprocess.Popen[str]") -> Any:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
        return json.loads(out) if out.strip() else None

    def race(self, kind: str, first: str, second: str) -> tuple[list[str], list[str], list[list[Any]]]:
        """What each read in each round ("" where it was done), and how the rounds ended."""
        cases = self.done(self.start("build", kind))
        strike = str(time.time() + 12)
        one, other = (self.start("race", kind, who, strike, said=cases) for who in (first, second))
        read = self.done(one), self.done(other)
        return (*read, self.done(self.start("ends", kind, said=cases)))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    assert GAP * ROUNDS < 10
    return Stage(tmp_path)


def test_an_appeal_lodged_as_the_clock_strikes_midnight(stage: Stage) -> None:
    lodged, stood, ends = stage.race("appeal", "head", "time")
    for mine, times, (refused, appeal, open_) in zip(lodged, stood, ends, strict=True):
        assert bool(mine) != bool(times), "one of them wins, and only one"
        if mine:
            assert (refused, appeal, open_) == ("refused_finally", "-", False)
            assert mine.endswith(".")
        else:
            assert (refused, appeal, open_) == ("refused", "lodged", True)
            assert "Odwołanie" in times or "open cases" in times


def test_an_appeal_begun_and_not_sent_as_the_clock_strikes_midnight(stage: Stage) -> None:
    """Nobody waits across: whoever is second finds the case where the first left it, and no draft is left behind."""
    begun, stood, ends = stage.race("draft", "head", "time")
    assert stood == [""] * ROUNDS and ends == [["refused_finally", 0]] * ROUNDS
    assert all(sentence == "" or sentence.endswith(".") for sentence in begun)


def test_two_who_appeal_at_once_write_one_appeal(stage: Stage) -> None:
    first, second, ends = stage.race("two_heads", "head", "other")
    for one, other, (begun,) in zip(first, second, ends, strict=True):
        assert begun == 1 and bool(one) != bool(other)


def test_a_suspension_and_a_resignation_at_once(stage: Stage) -> None:
    suspended, resigned, ends = stage.race("certificate", "commission", "office")
    for commissions, offices, (status, *events) in zip(suspended, resigned, ends, strict=True):
        assert not offices and status == "resigned", "giving up is always open to the institution"
        if commissions:
            assert events == ["resign"] and commissions.endswith(".")
        else:
            assert events == ["suspend", "resign"]
