"""The application as one package: code and QR on every page, matched back from a scan, its changes named."""

import io

import pytest
from pypdf import PdfReader

from gromada.certification.actions.writing import write
from gromada.certification.models import Case
from gromada.paper.actions.package import make_package
from gromada.paper.models import Incoming, Package
from gromada.records.files import open_file
from tests.builders.cases import World, fill, world_of
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page
from tests.journeys.driver import Browser
from tests.journeys.papers import photo
from tests.paper.mails import scanned
from tests.paper.test_incoming import drop

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_of("cal-2022")


@pytest.fixture
def case(world: World) -> Case:
    case = world.begin()
    fill(case, "application", by=world.editor)
    return case


@pytest.fixture
def office(world: World) -> Browser:
    return cast_of(world)[0].office


def bytes_of(package: Package) -> bytes:
    assert package.file is not None
    with open_file(package.file) as file:
        return file.read()


def test_the_code_the_version_and_one_signature_page_stand_in_the_package(world: World, case: Case) -> None:
    package = make_package(case, by=world.editor)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(bytes_of(package))).pages]
    assert len(pages) > 3 and all(package.code in page and "Wersja 1" in page for page in pages)
    assert sum("Data i podpis" in page for page in pages) == 1 and "Podpisuję zgłoszenie" in pages[-1]
    assert any("Wykaz załączników" in page for page in pages)


def test_the_same_words_make_the_same_package_and_other_words_the_next_version(world: World, case: Case) -> None:
    first = make_package(case, by=world.editor)
    assert make_package(case, by=world.head) == first
    write(case, case.edition.built.forms["application"], "team", 9, base=1, by=world.editor)
    again = make_package(case, by=world.editor)
    assert again.version == 2 and again.code != first.code


def test_the_institution_takes_it_from_the_page_of_its_case(world: World, case: Case) -> None:
    editor = Browser(world.editor)
    page = case_page(editor, case).sees("Do podpisu na papierze")
    token = page.all("//input[@name='csrfmiddlewaretoken']/@value")[0]
    made = editor.client.post(f"/pismo/pakiet/{case.uid}/", {"csrfmiddlewaretoken": token})
    assert made.status_code == 200 and b"".join(made.streaming_content).startswith(b"%PDF")


def test_a_sign_that_the_typeface_lacks_does_not_hold_the_package_up(world: World, case: Case) -> None:
    words = "\uf0b7 Sadzimy \U0001f33b razem, \u25cf sa\x07me\ufeff w\u2011domu \\u0007."
    write(case, case.edition.built.forms["application"], "mission", words, base=1, by=world.editor)
    pages = PdfReader(io.BytesIO(bytes_of(make_package(case, by=world.editor)))).pages
    assert any("\u2022 Sadzimy ? razem, \u2022 same w-domu \\u0007." in page.extract_text() for page in pages)


@pytest.mark.parametrize("turned", [0, 90, 184])
def test_a_photo_of_any_page_leads_back_to_the_case(world: World, case: Case, office: Browser, turned: int) -> None:
    package = make_package(case, by=world.editor)
    page = drop(office, scanned(bytes_of(package), page=1, turned=turned)).sees(
        "Podpisany pakiet", package.code, "mówi to samo"
    )
    assert Incoming.objects.get().code == package.code
    page.press("Należy tutaj").follow("Wyślij zgłoszenie").sees("Pismo staje się dokumentem")


def test_where_no_qr_can_be_read_the_code_is_typed(world: World, case: Case, office: Browser) -> None:
    package = make_package(case, by=world.editor)
    page = drop(office, photo())
    page.press("Znajdź pakiet", {"code": "AAAA-BBBB"}, status=400).sees("Żaden pakiet nie ma tego kodu")
    page.press("Znajdź pakiet", {"code": package.code.lower().replace("-", " ")}).sees("Podpisany pakiet", package.code)


def test_what_changed_since_is_named_exactly_and_keeps_the_step_from_being_entered(
    world: World, case: Case, office: Browser
) -> None:
    package = make_package(case, by=world.editor)
    was = package.content["answers"]["mission"]
    write(
        case,
        case.edition.built.forms["application"],
        "mission",
        "Nowe słowa o naszej misji, po podpisie.",
        base=1,
        by=world.editor,
    )
    page = drop(office, scanned(bytes_of(package), page=0)).sees(
        "Podpisana wersja różni się", "Nowe słowa o naszej misji, po podpisie.", was[:40]
    )
    page.press("Należy tutaj").misses("Wyślij zgłoszenie")


def test_the_head_s_step_is_entered_on_the_scan_that_came_back(world: World, case: Case, office: Browser) -> None:
    package = make_package(case, by=world.editor)
    page = drop(office, scanned(bytes_of(package), page=0)).press("Należy tutaj").follow("Wyślij zgłoszenie")
    told = {"Kto podpisał": world.head.name, "Jak jest podpisany": "paper", "Data dokumentu": "20.11.2026"}
    page = page.form("Zapisz dokument").fill(told).submit()
    page.form("take").submit().sees("Zgłoszenie wpłynęło", "na podstawie dokumentu (skan)")
    case.refresh_from_db()
    assert case.number and case.snapshots.get().content["answers"] == package.content["answers"]
