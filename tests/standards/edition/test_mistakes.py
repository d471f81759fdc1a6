"""A folder with mistakes of every sort: all are named in one run, each with its file and line."""

from pathlib import Path

import pytest
import tomli_w

from gromada.standards.edition.load import load
from gromada.standards.edition.mistakes import EditionMistakes, Mistake
from gromada.standards.edition.toml import parse
from tests.standards.edition.naming import named
from tests.standards.edition.small import Tree, structure

FILES = {
    "scheme.toml": ("format", "scheme", "certificate", "standards", "standard", "scale"),
    "people.toml": ("role", "body", "term", "letter"),
    "forms.toml": ("form",),
    "procedure.toml": ("proceeding",),
}


def written(folder: Path, tree: Tree) -> Path:
    """A sound edition as a folder, cut into files as an author would."""
    content = named(tree)
    for name, words in FILES.items():
        (folder / name).write_text(tomli_w.dumps({word: tree[word] for word in words}), encoding="utf-8")
    for language, texts in content["texts"].items():
        (folder / f"labels.{language}.toml").write_text(tomli_w.dumps(texts), encoding="utf-8")
    (folder / "letters").mkdir()
    for language, letters in content["documents"].items():
        for name, text in letters.items():
            (folder / f"{name}.{language}.md").write_text(text, encoding="utf-8")
    return folder


class Damage:
    """Changes one place of a file and remembers the line, so that the test can ask for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, before: str, after: str, at: str = "") -> tuple[str, int]:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert before in text, (name, before)
        changed = text.replace(before, after, 1)
        path.write_text(changed, encoding="utf-8")
        place = changed.index(at or after)
        return name, changed[:place].count("\n") + 1


def mistakes(folder: Path) -> tuple[Mistake, ...]:
    with pytest.raises(EditionMistakes) as caught:
        load(folder)
    return caught.value.mistakes


def test_ten_mistakes_are_named_in_one_run_each_with_file_and_line(tmp_path: Path) -> None:
    damage = Damage(written(tmp_path, structure()))
    expected = [
        (*damage("scheme.toml", 'zone = "Europe/Warsaw"', 'zone = "Europe/Warszawa"'), "There is no time zone"),
        (*damage("scheme.toml", "weight = 2", "wieght = 2"), 'Did you mean "weight"?'),
        (*damage("people.toml", "count = 2", 'count = "two"'), '"count" must be a whole number'),
        (*damage("people.toml", "days = 14", "days = 14 days"), "This is not TOML"),
        (
            *damage("forms.toml", 'scale = "answer"', 'scale = "anwser"'),
            'There is no scale "anwser". Did you mean "answer"?',
        ),
        (*damage("forms.toml", 'outcome = "no"', 'outcome = "nie"'), '"reasons" is never asked'),
        (*damage("procedure.toml", 'rule = "score"', 'rule = "scores"'), 'Did you mean "score"?'),
        (
            *damage("procedure.toml", 'from = "received"', 'from = "recieved"'),
            'The state "recieved" of "main" is never reached',
        ),
        (*damage("labels.pl.toml", 'board = "board in pl"\n', "", "[role]"), '"board" has no name in "pl"'),
        (*damage("labels.en.toml", "[form.opinion]", "[form.opinon]"), '"opinon" is unknown under [form]'),
        (
            *damage("letters/refusal.en.md", "{due}", "{deu}"),
            '"{deu}" is no fact that a letter knows. Did you mean "due"?',
        ),
    ]
    found = mistakes(tmp_path)

    for file, line, sentence in expected:
        where = [(each.file, each.line) for each in found if sentence in each.sentence]
        if "has no name" in sentence:  # asked for where the thing itself is defined
            file, line = "people.toml", _line(tmp_path / "people.toml", "[role.board]")
        assert (file, line) in where, (sentence, where, [str(each) for each in found])


def test_nothing_is_said_about_what_hangs_on_a_line_that_cannot_be_read(tmp_path: Path) -> None:
    damage = Damage(written(tmp_path, structure()))
    name, line = damage("people.toml", "[term.appeal]", "[term.appeal")

    assert [(each.file, each.line) for each in mistakes(tmp_path)] == [(name, line)]


def _line(path: Path, text: str) -> int:
    content = path.read_text(encoding="utf-8")
    return content[: content.index(text)].count("\n") + 1


def test_a_file_in_another_encoding_is_told_by_its_line(tmp_path: Path) -> None:
    written(tmp_path, structure())
    path = tmp_path / "labels.pl.toml"
    path.write_bytes(path.read_text(encoding="utf-8").replace("Issuer in pl", "Łódź").encode("cp1250"))
    found = mistakes(tmp_path)

    assert [(each.file, each.line) for each in found] == [("labels.pl.toml", _line_of(path, b'name = "\xa3'))]
    assert "UTF-8" in found[0].sentence and "cp1250" in found[0].sentence and "save it as UTF-8" in found[0].sentence


def _line_of(path: Path, data: bytes) -> int:
    content = path.read_bytes()
    return content[: content.index(data)].count(b"\n") + 1


def test_letters_that_were_lost_on_the_way_are_noticed(tmp_path: Path) -> None:
    damage = Damage(written(tmp_path, structure()))
    name, line = damage("labels.pl.toml", "Issuer in pl", "Centrum Aktywno?ci")

    assert [(each.file, each.line) for each in mistakes(tmp_path)] == [(name, line)]
    assert 'Letters were lost in "Aktywno?ci"' in mistakes(tmp_path)[0].sentence


def test_a_question_and_an_address_are_no_lost_letters(tmp_path: Path) -> None:
    damage = Damage(written(tmp_path, structure()))
    damage("labels.pl.toml", "Issuer in pl", "Co dalej? Zob. https://example.org/a?b=c")

    assert load(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistakes(tmp_path: Path) -> None:
    written(tmp_path, structure())
    plain = load(tmp_path)
    for path in tmp_path.glob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert load(tmp_path) == plain


def test_a_word_defined_in_two_files_names_both_places(tmp_path: Path) -> None:
    written(tmp_path, structure())
    (tmp_path / "a-first.toml").write_text('[role.office]\nfrom = "institution"\n', encoding="utf-8")
    found = mistakes(tmp_path)

    assert [(each.file, each.line) for each in found] == [
        ("people.toml", _line(tmp_path / "people.toml", "[role.office]") + 1)
    ]
    assert found[0].sentence.startswith(
        '"role.office.from" is defined twice: it stands in a-first.toml, line 2, as well.'
    )


def test_a_letter_without_a_language_is_told_how_to_be_called(tmp_path: Path) -> None:
    written(tmp_path, structure())
    (tmp_path / "letters" / "thanks.md").write_text("# Thanks\n", encoding="utf-8")

    assert [str(each) for each in mistakes(tmp_path)] == [
        "letters/thanks.md: The name of the file lacks its language: call it, for example, thanks.en.md."
    ]


def test_readiness_is_checked_apart(tmp_path: Path) -> None:
    written(tmp_path, structure())
    (tmp_path / "readiness.toml").write_text(
        'version = "1"\n[[rule]]\nkinds = ["meeting"]\nfits = ["C"]\n', encoding="utf-8"
    )

    assert [str(each) for each in mistakes(tmp_path)] == [
        'readiness.toml:4: There is no standard "C". Known are: A, A1, A2, B.'
    ]


def test_hidden_files_and_readmes_are_left_alone(tmp_path: Path) -> None:
    written(tmp_path, structure())
    (tmp_path / ".draft.toml").write_text("[[[", encoding="utf-8")
    (tmp_path / "README.md").write_text("{anything}", encoding="utf-8")

    assert load(tmp_path)


@pytest.mark.parametrize(
    ("text", "lines", "rest"),
    [
        ('a = 1\nb = = 2\nc = 3\n', [2], {"a": 1, "c": 3}),
        ('a = 1\na = 2\nb = 3\n', [2], {"a": 1, "b": 3}),
        ('[x\na = 1\n[y]\nb = 2\n', [1], {"y": {"b": 2}}),
        ('a = "open\nb = 2\n', [1], {"b": 2}),
        ('a = [1, 2\n[y]\nb = 2\n', [1], {"y": {"b": 2}}),
        ('a = [\n  { b = 1 },\n  { c == 2 },\n  { d = 3 },\n]\ne = 4\n', [3], {"a": [{"b": 1}, {"d": 3}], "e": 4}),
        ('a = \nb = \nc = 3\n', [1, 2], {"c": 3}),
        ('', [], {}),
    ],
)  # fmt: skip
def test_broken_lines_are_named_and_the_rest_is_read(text: str, lines: list[int], rest: Tree) -> None:
    parsed = parse(text)

    assert [line for line, _ in parsed.mistakes] == lines
    assert parsed.tree == rest


def test_a_file_that_is_no_toml_at_all_ends_somewhere() -> None:
    parsed = parse("\n".join(f"}}{{ {n}" for n in range(500)))

    assert parsed.tree == {} and len(parsed.mistakes) <= 21
