"""What is taken is known by its content; what is refused is refused in a sentence and leaves nothing behind."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gromada.kit.files import KINDS, Inspected, inspect, kind_of
from gromada.kit.refusal import Refusal
from tests.kit import making
from tests.kit.conftest import LIMIT
from tests.kit.making import ACCEPTED

Take = Callable[..., Inspected]
Refuse = Callable[..., str]


@pytest.mark.parametrize("name", ACCEPTED)
def test_each_kind_is_taken_under_its_own_type(take: Take, name: str) -> None:
    found = take(ACCEPTED[name](), name)
    kind = kind_of(found.media_type)
    assert kind is not None and name.rpartition(".")[2] in kind.endings
    assert found.name == name
    assert found.size == found.path.stat().st_size > 0
    assert found.digest == hashlib.sha256(found.path.read_bytes()).hexdigest()


def test_every_kind_that_is_declared_is_tried_here() -> None:
    assert {kind.label for kind in KINDS} == {
        "PDF", "PNG", "JPEG", "WebP", "GIF", "DOCX", "XLSX", "PPTX", "ODT", "ODS", "TXT", "CSV", "EML",
    }  # fmt: skip
    assert len(ACCEPTED) == len(KINDS)


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_same_file_twice_has_the_same_digest(take: Take, name: str) -> None:
    content = ACCEPTED[name]()
    assert take(content, name).digest == take(content, name).digest


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_name_without_an_ending_gets_the_true_one(take: Take, name: str) -> None:
    found = take(ACCEPTED[name](), "sprawozdanie 2026")
    kind = kind_of(found.media_type)
    wanted = "txt" if name == "plan.csv" else kind.endings[0]
    assert found.name == f"sprawozdanie 2026.{wanted}"


@pytest.mark.parametrize("said", ["png", "pdf", "docx", "eml", "exe", "zip", "doc"])
@pytest.mark.parametrize("name", ["plan.pdf", "plan.png", "plan.jpeg", "plan.xlsx", "plan.txt"])
def test_a_file_that_lies_about_its_kind_is_refused(refuse: Refuse, said: str, name: str) -> None:
    if name.endswith(said):
        return
    if said == "eml" and name == "plan.txt":
        said = "pdf"
    sentence = refuse(ACCEPTED[name](), f"plan.{said}")
    assert "By its name" in sentence and f"plan.{said}" in sentence


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\0\x03\0\0\0", "a program"),
        (b"\x7fELF\x02\x01\x01\0", "a program"),
        (b"#!/bin/sh\nrm -rf /\n", "a program"),
        (b"\xca\xfe\xba\xbe\0\0\0\x34", "a program"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a web page"),
        (b"\xef\xbb\xbf  <svg xmlns='x'><script/></svg>", "a web page"),
        (b"Rar!\x1a\x07\x01\0", "an archive"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film"),
        (b"{\\rtf1 hello}", "an RTF document"),
        (b"\0\x01\x02\x03\x04", "unreadable data"),
    ],
)
def test_what_is_none_of_ours_is_named(refuse: Refuse, content: bytes, words: str) -> None:
    assert words in refuse(content, "plan.png")
    assert words in refuse(content, "plan")


def test_a_photo_that_few_can_open_is_refused_with_a_way_out(refuse: Refuse) -> None:
    sentence = refuse(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_0001.HEIC")
    assert "HEIC" in sentence and "JPEG" in sentence


def test_an_archive_of_files_is_refused(refuse: Refuse) -> None:
    assert "an archive" in refuse(making.zipped({"a.txt": b"a"}), "wszystko.zip")


def test_a_letter_that_begins_like_a_program_is_a_letter(take: Take) -> None:
    assert take("BMW gminy nie ma. MZ też nie.".encode(), "list.txt").media_type == "text/plain"


def test_an_empty_file_is_refused(refuse: Refuse) -> None:
    assert "empty" in refuse(b"", "plan.pdf")


class Endless(io.RawIOBase):
    """Two gigabytes that nobody has to keep."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return b"x" * size if self.given < 2 * 1024**3 else b""


def test_two_gigabytes_are_given_up_at_the_limit(tmp_path: Path, in_english: None) -> None:
    stream = Endless()
    with pytest.raises(Refusal, match="larger than 5 MB"):
        inspect(stream, "film.pdf", LIMIT, folder=tmp_path)
    assert stream.given <= LIMIT + 2 * 65536
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("C:\\Users\\Jan\\plan.txt", "plan.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("plan\u202etxt.exe.txt", "plantxt.exe.txt"),
        ('na<zw>a:"|?*.txt', "na-zw-a-.txt"),
        (".txt", "txt.txt"),
        ("   .txt", "txt.txt"),
        ("plan\r\nX-Header: 1.txt", "planX-Header- 1.txt"),
        ("a" * 300 + ".txt", "a" * 116 + ".txt"),
        ("Łąka żółta.TXT", "Łąka żółta.TXT"),
        ("o\u0301semka.txt", "ósemka.txt"),
    ],
)
def test_names_are_made_safe(take: Take, given_name: str, kept: str) -> None:
    assert take(b"tekst", given_name).name == kept


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_done_to_a_file_it_is_taken_or_refused(take: Take, tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(ACCEPTED)))
    content = bytearray(ACCEPTED[name]())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
        content = content or bytearray(b"x")
    try:
        take(bytes(content), name).discard()
    except Refusal as refusal:
        assert str(refusal)
    assert list(tmp_path.iterdir()) == []
