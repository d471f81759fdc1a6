"""Files given to the commands: an edition with ten mistakes, lists of awards in old encodings. Everything is named, nothing is half-loaded."""

import shutil
from pathlib import Path

import pytest

from gromada.certification.history.reading import COLUMNS, MAX_BYTES
from gromada.certification.models import Certificate
from gromada.cli.main import main
from gromada.institutions.models import Institution
from gromada.standards.models import Edition
from tests.bad_input.standing import nothing_saved
from tests.builders.cases import edition_row
from tests.standards.edition.test_mistakes import Damage

pytestmark = pytest.mark.django_db
MISTAKES = [
    ("edition.toml", 'zone = "Europe/Warsaw"', 'zone = "Europe/Warszawa"', "Europe/Warszawa"),
    ("edition.toml", "format = 1", "format = 7", "format"),
    ("forms.toml", 'proposed = "number"', 'proposed = "numbr"', "numbr"),
    ("forms.toml", 'id = "valid_to", type = "date"', 'id = "valid_to", type = "dat"', '"dat"'),
    ("forms.toml", "max = 3, required = false", "max = 3, requird = false", "requird"),
    ("procedure-appeal-examination.toml", 'rule = "certificate"', 'rule = "certifcate"', "certifcate"),
    ("procedure-further.toml", 'to = "received"', 'to = "recieved"', "recieved"),
    ("procedure.pl.toml", "[proceeding.appeal]", "[proceeding.apeal]", "apeal"),
    ("forms.pl.toml", "[form.issue]", "[form.isue]", "isue"),
    ("letters/completion_request.pl.md", "{case_number}", "{case_numbr}", "case_numbr"),
]


@pytest.fixture
def damaged(tmp_path: Path, root: Path) -> Path:
    folder = tmp_path / "cal-2022"
    shutil.copytree(root / "editions" / "cal-2022", folder)
    damage = Damage(folder)
    for name, before, after, _said in MISTAKES:
        damage(name, before, after)
    return folder


@pytest.mark.parametrize("what", ["check", "load"])
def test_ten_mistakes_of_an_edition_are_named_at_once_and_none_of_it_is_loaded(
    damaged: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    with nothing_saved():
        assert main(["edition", what, str(damaged)]) == 1
    said = capsys.readouterr().err
    for name, _before, _after, words in MISTAKES:
        lines = [line for line in said.splitlines() if words in line]
        assert lines and any(Path(name).name in line for line in lines), (name, words, said)
    assert "nothing was loaded" in said and "Traceback" not in said
    assert not Edition.objects.exists()


def awards(path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    usual = {
        "kind": "social assistance centre", "town": "Wzorowo", "voivodeship": "mazowieckie", "edition": "cal-2022",
        "source": "strona miasta", "handed_over_as": "Wiceprezes Stowarzyszenia Aktywności",
    }  # fmt: skip
    lines = [",".join(COLUMNS), *(",".join((usual | row).get(name, "") for name in COLUMNS) for row in rows)]
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def test_a_list_of_awards_in_windows_1250_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition_row("cal-2022")
    assert main(["import-network", str(awards(tmp_path / "a.csv", {"name": "GOPS Łąka"}, encoding="cp1250"))]) == 0
    assert "1 created" in capsys.readouterr().out
    assert Institution.objects.get().name == "GOPS Łąka"
    assert Certificate.objects.get().handed_over_as == "Wiceprezes Stowarzyszenia Aktywności"


def test_a_row_with_lost_letters_is_named_and_left_out_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition_row("cal-2022")
    lost = {"name": "GOPS Inne", "town": "Inne", "handed_over_as": "Wiceprezes Stowarzyszenia Aktywno?ci"}
    assert main(["import-network", str(awards(tmp_path / "a.csv", lost, {"name": "GOPS Wzorowo"}))]) == 1
    said = capsys.readouterr().out
    assert "2, handed_over_as: " in said and "Aktywno?ci" in said and "1 created" in said and "1 left out" in said
    assert [one.name for one in Institution.objects.all()] == ["GOPS Wzorowo"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("name,kind\n".encode("utf-16"), "UTF-8"),
        (b"", "pusty"),
        (b"name;kind\nA;B\n", "Brakuje tej kolumny"),
        ("Łąka;źle\n".encode("iso-8859-2"), "Windows-1250"),
        ((",".join(COLUMNS) + '\n"' + "x" * 200_000).encode(), "cudzysłowem"),
        (b"x" * (MAX_BYTES + 1), "za duży"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_of_awards_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, sentence: str
) -> None:
    edition_row("cal-2022")
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with nothing_saved():
        assert main(["import-network", str(path)]) == 1
    said = capsys.readouterr()
    assert sentence in (said.out + said.err).replace("\u00a0", " ")


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-network", str(tmp_path / "nie-ma.csv")]) == 1
    assert main(["edition", "check", str(tmp_path / "nie-ma")]) == 1
    assert "nie-ma" in capsys.readouterr().err
