"""The `gromada` command: sentences and exit codes, whatever state the installation is in."""

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from gromada.cli.commands import demo
from gromada.cli.failure import Failure
from gromada.cli.main import COMMANDS, main
from gromada.register.models import PublicHolder
from gromada.standards.models import Edition
from tests.builders.cases import act, world_of

ROOT = Path(__file__).resolve().parents[2]
HEAD = ["check", "register rebuild", "simulate --institutions 1", "edition list", "import-network {file}", "keys list"]


def _outside(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A process of its own with an empty folder of data."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GROMADA_", "DATABASE_URL", "DJANGO_"))}
    env = kept | {"GROMADA_DATA": str(data), "PYTHONPATH": str(ROOT / "src")}
    asked = [sys.executable, "-m", "gromada.cli.main", *words]
    return subprocess.run(asked, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("words", HEAD)
def test_without_a_database_there_is_a_sentence_and_no_traceback(tmp_path: Path, words: str) -> None:
    file = tmp_path / "network.csv"
    file.write_text("award_id;name\n", encoding="utf-8")
    done = _outside(tmp_path / "data", *words.format(file=file).split())
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.strip().endswith((".", ")")), done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0 and "usage: gromada" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_register_is_emptied_and_comes_out_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    case = world_of().begin()
    for step, outcome in (("submit", ""), ("open_case", ""), ("admit", ""), ("give_opinion", ""), ("agree_finding", ""),
                          ("decide", "yes"), ("announce_grant", ""), ("issue", ""), ("hand_over", "")):  # fmt: skip
        case = act(case, step, outcome=outcome or None)
    assert main(["register", "rebuild"]) == 0
    assert "1 holders. It differs" in capsys.readouterr().out, "nobody had followed the journal yet"
    assert main(["register", "rebuild"]) == 0
    assert "1 holders. It is the same as before." in capsys.readouterr().out
    PublicHolder.objects.update(title="Ktoś inny")
    assert main(["register", "rebuild"]) == 0
    assert "It differs" in capsys.readouterr().out
    assert PublicHolder.objects.get().title == case.institution.name


@pytest.mark.django_db
def test_a_demonstration_of_another_version_says_what_to_do(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    world = world_of("cal-2022")
    Edition.objects.filter(pk=world.edition.pk).update(digest="0" * 64)
    settings.DEMO = True
    monkeypatch.setattr(demo, "prepare", lambda: None)
    with pytest.raises(Failure, match=r"cal-2022(.|\n)*made by another version(.|\n)*GROMADA_DATA"):
        demo.run(Namespace(port=8000, prepare_only=True))
