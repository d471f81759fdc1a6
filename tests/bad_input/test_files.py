"""Files that are not taken: too large, bombs, not what they say. The page says why, keeps what was typed, and nothing is half-saved."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gromada.certification.models import Answer, Case
from gromada.records.models import Attachment, Record, StoredFile
from tests.bad_input.standing import nothing_saved
from tests.builders.cases import World, world_of
from tests.journeys import papers
from tests.journeys.cast import cast_of
from tests.journeys.chapters import step
from tests.journeys.driver import Browser, Page
from tests.kit import making
from tests.kit.test_uploads import BOUNDARY, Sender, part

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


@pytest.fixture(autouse=True)
def temporary(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Where uploads wait; empty again after every test."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def world(db: None) -> World:
    return world_of()


@pytest.fixture
def case(world: World) -> Case:
    return world.begin()


@pytest.fixture
def editor(world: World) -> Browser:
    _cal, _head, editor = cast_of(world)
    return editor


def adding(who: Browser, case: Case) -> Page:
    page = step(who, case, "submit").follow("S1 Miejsce i otwartość").follow("S1.1")
    return page.form("evidence").submit("evidence")


def named(name: str, content: bytes, kind: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def unpacked(inner: str, name: str, mimetype: str = "") -> SimpleUploadedFile:
    """A document of an office whose one part unpacks into 300 MB."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        else:
            archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(inner, "w", force_zip64=True) as entry:
            for _ in range(300):
                entry.write(b"\0" * MB)
    return named(name, into.getvalue())


REFUSED = {
    "a bomb of Word": (lambda: unpacked("word/document.xml", "umowa.docx"), "rozpakow"),
    "a bomb of Excel": (lambda: unpacked("xl/workbook.xml", "budżet.xlsx"), "rozpakow"),
    "a bomb of LibreOffice": (
        lambda: unpacked("content.xml", "plan.odt", "application/vnd.oasis.opendocument.text"), "rozpakow"
    ),
    "a page that says it is a photo": (lambda: named("ławka.jpg", b"<html><script>alert(1)</script></html>"), "ławka.jpg"),
    "a program that says it is a picture": (lambda: named("ławka.png", b"MZ" + b"\0" * 400, "image/png"), "ławka.png"),
    "a PNG that says it is a JPEG": (
        lambda: named("ławka.jpg", papers.photo().read(), "image/jpeg"), "Z nazwy „ławka.jpg” to JPEG, a z treści: PNG."
    ),
    "a drawing with a script": (
        lambda: named("mapa.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), "mapa.svg"
    ),
    "a photo cut in half": (lambda: named("cięte.jpg", making.photo()[:200], "image/jpeg"), "cięte.jpg"),
    "a photo that says it is a document": (lambda: named("umowa.pdf", making.photo(), "application/pdf"), "umowa.pdf"),
    "an empty file": (lambda: named("pusty.pdf", b""), "pusty.pdf"),
    "a list with a PESEL number": (lambda: named("lista.txt", b"Zofia, 44051401359"), "PESEL"),
}  # fmt: skip


@pytest.mark.parametrize("which", REFUSED)
def test_a_file_that_is_not_taken_is_told_at_its_field(editor: Browser, case: Case, which: str) -> None:
    make, words = REFUSED[which]
    said = {"kind": "file", "title": "Umowa z gminą", "files": make()}
    page = adding(editor, case)
    with nothing_saved():
        answer = page.form("Dodaj").fill(said).submit(status=400).sees(words)
    assert answer.all("//a[@href='#id_files']"), "the list of mistakes leads to the field"
    assert answer.form("Dodaj").value("title") == "Umowa z gminą"
    assert not (Record.objects.exists() or StoredFile.objects.exists() or Attachment.objects.exists())


def test_a_file_a_little_too_large_leaves_the_rest_of_the_page_as_it_was_typed(
    editor: Browser, case: Case, settings: Any
) -> None:
    settings.FILE_MAX_BYTES = MB
    page = adding(editor, case)
    said = {"kind": "file", "title": "Film z pikniku", "files": named("film.pdf", b"%PDF" + b"x" * (2 * MB))}
    with nothing_saved():
        answer = page.form("Dodaj").fill(said).submit(status=400).sees("Plik „film.pdf” ma więcej niż 1 MB")
    assert answer.form("Dodaj").value("title") == "Film z pikniku"
    assert answer.all("//a[@href='#id_files']")


def test_in_a_form_of_the_edition_the_rest_is_saved_and_the_file_is_told_at_its_place(
    editor: Browser, case: Case, settings: Any
) -> None:
    settings.FILE_MAX_BYTES = MB
    form = step(editor, case, "submit").form("save").fill({"contact": "Zofia Maj", "mission": "Być blisko."})
    form.fill({"files:letter": [named("mały.txt", b"Szanowni!"), named("film.pdf", b"%PDF" + b"x" * (2 * MB))]})
    answer = form.submit("save", status=400).sees("Plik „film.pdf” ma więcej niż 1 MB", "mały.txt")
    assert answer.form("save").value("contact") == "Zofia Maj"
    assert answer.all("//a[@href='#id_letter']") and answer.all("//*[@id='id_letter_error']")
    assert Answer.objects.get(case=case, path="contact").value == "Zofia Maj"
    assert [one["name"] for one in Answer.objects.get(case=case, path="letter").value] == ["mały.txt"]


def field(name: str, value: str) -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def sent(page: Page, sender: Sender) -> Page:
    """The same form with a body that is made while it is read."""
    environ = {
        "PATH_INFO": page.url, "REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(2048 * MB), "wsgi.input": sender,
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
    }  # fmt: skip
    return Page(page.browser, page.browser.client.request(**environ))


def token(page: Page) -> bytes:
    return field("csrfmiddlewaretoken", page.all("//input[@name='csrfmiddlewaretoken']/@value")[0])


def test_two_gigabytes_of_evidence_are_left_unread_and_told(editor: Browser, case: Case) -> None:
    page = adding(editor, case)
    typed = token(page) + field("kind", "file") + field("title", "Film z pikniku")
    sender = Sender(typed, part("files", "film.pdf"), then=2048 * MB)
    with nothing_saved():
        answer = sent(page, sender).answers(400).sees("Razem pliki mają więcej niż 64 MB")
    assert sender.read_bytes < MB, "it stops while it receives"
    assert answer.form("Dodaj").value("title") == "Film z pikniku"


def test_two_gigabytes_in_a_form_of_the_edition_keep_what_came_before_and_harm_nothing_after(
    editor: Browser, case: Case
) -> None:
    page = step(editor, case, "submit")
    page = page.form("save").fill({"communities.0.name": "Zielone", "contact": "Zofia Maj"}).submit("save")
    page = page.form("save").fill({"communities.1.name": "Górka"}).submit("save")
    typed = token(page) + field("v:mission", "0") + field("mission", "Być blisko.")
    half = field("v:communities", "2") + field("communities.0.name", "Zielone")
    sender = Sender(typed, half, part("files:letter", "film.pdf"), then=2048 * MB)
    answer = sent(page, sender).answers(400).sees("Razem pliki mają więcej niż 64 MB")
    assert sender.read_bytes < MB
    held = dict(Answer.objects.filter(case=case).values_list("path", "value"))
    assert held["mission"] == "Być blisko." and held["contact"] == "Zofia Maj"
    assert [row["name"] for row in held["communities"]] == ["Zielone", "Górka"], (
        "a table that came in half is left alone"
    )
    assert answer.form("save").value("mission") == "Być blisko."


def test_two_gigabytes_that_are_no_form_are_answered_at_once(editor: Browser, case: Case) -> None:
    page = step(editor, case, "submit")
    sender = Sender(b"mission=", then=2048 * MB)
    environ = {"PATH_INFO": page.url, "REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(2048 * MB), "wsgi.input": sender}
    with nothing_saved():
        answer = editor.client.request(**environ, CONTENT_TYPE="application/x-www-form-urlencoded")
    assert answer.status_code == 413 and "za duży" in answer.content.decode()
    assert sender.read_bytes == 0
