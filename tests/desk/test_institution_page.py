"""The office finds an institution, keeps its names and certificates of years gone by; the head confirms or says what is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gromada.certification.models import Certificate
from gromada.institutions.actions import add_alias
from gromada.institutions.models import Alias
from gromada.journal.following import run_all
from gromada.records.models import Attachment
from tests.builders.cases import World, edition_row, institution_of, world_of
from tests.journeys.cast import cast_of
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    edition_row("cal-2013")
    return world_of()


def page_of(browser: Browser, world: World) -> Page:
    return browser.visit(f"/pulpit/instytucje/{world.institution.uid}/")


def enter(cal_office: Browser, world: World, **typed: object) -> Page:
    page = page_of(cal_office, world).follow("Dodaj certyfikat z historii")
    return page.press("Dodaj certyfikat", {"edition": "cal-2013", "source": "kronika gminy, s. 12", **typed})


@pytest.mark.parametrize("text", ["lodz", "ZACIS", "dom łódź", "klub zacisze"])
def test_an_institution_is_found_by_a_part_of_a_name_or_town(world: World, text: str) -> None:
    other = institution_of(world.edition, "Dom Kultury Zacisze", "Łódź")
    add_alias(other, "Klub Zacisze", by="import")
    cal, _head, _editor = cast_of(world)
    page = cal.office.visit(f"/pulpit/instytucje/?q={text}").sees("Dom Kultury Zacisze", "1 instytucja")
    page.misses(world.institution.name)
    cal.office.visit("/pulpit/instytucje/?q=Katowice").sees("Nie ma takiej instytucji")


def test_a_certificate_from_history_is_added_by_hand_and_confirmed_by_the_head(world: World) -> None:
    cal, head, editor = cast_of(world)
    page = enter(cal.office, world, valid_from="czerwiec 2013", valid_to="2016", link="https://example.org/kronika")
    page.sees(
        "z historii, niepotwierdzony", "ważny od: czerwiec 2013", "ważny do: 2016", "Źródło: kronika gminy, s. 12"
    )
    assert not page_of(editor, world).offers("Coś się nie zgadza"), "the team looks on"
    run_all()
    Browser().visit("/rejestr/?q=przykladowice").sees("2013–2016")
    page_of(head, world).follow("Potwierdź").press("Potwierdź").sees("ważność upłynęła", "potwierdzone")
    made = Certificate.objects.get()
    assert (made.confirmed_as, made.confirmed_by) == ("holder", world.head)


def test_the_holder_says_what_is_wrong_and_the_office_corrects_it_and_answers(world: World) -> None:
    cal, head, _editor = cast_of(world)
    enter(cal.office, world, valid_from="2013", valid_to="2016")
    page = page_of(head, world).follow("Coś się nie zgadza")
    page.press("Wyślij", {"text": "Był ważny do 2017 roku."}).sees("Sekretariat jeszcze nie odpowiedział")
    cal.office.visit("/pulpit/").sees("Był ważny do 2017 roku.")
    page = page_of(cal.office, world).sees("Był ważny do 2017 roku.").follow("Popraw: Certyfikat na lata 2013–2016")
    page.press("Zapisz", {"valid_to": "2017"}).follow("Odpowiedz").press("Zapisz odpowiedź", {"answer": "Poprawione."})
    page_of(head, world).sees("2013–2017", "Sekretariat: Poprawione.")
    assert "Był ważny do 2017" not in cal.office.visit("/pulpit/").text


def test_the_office_confirms_only_on_a_basis(world: World) -> None:
    cal, _head, _editor = cast_of(world)
    enter(cal.office, world)
    page = page_of(cal.office, world).sees("Certyfikat, lata nieznane").follow("Potwierdź")
    page.press("Potwierdź", status=400)
    page.press("Potwierdź", {"basis": "uchwała 7/2013"}).sees("uchwała 7/2013", "potwierdzony, lata nieznane")


def test_a_mistake_in_a_date_stands_at_its_place_and_nothing_is_saved(world: World) -> None:
    cal, _head, _editor = cast_of(world)
    page = page_of(cal.office, world).follow("Dodaj certyfikat z historii")
    page.press(
        "Dodaj certyfikat", {"edition": "cal-2013", "source": "x", "valid_from": "2016", "valid_to": "2013"}, 400
    )
    assert not Certificate.objects.exists()


def test_a_file_of_the_source_opens_to_the_office_and_the_institution_alone(world: World) -> None:
    cal, head, _editor = cast_of(world)
    client = cal.office.client
    client.handler.enforce_csrf_checks = False
    scan = SimpleUploadedFile("kronika.txt", "Certyfikat wręczono na sesji rady.".encode(), "text/plain")
    typed = {"edition": "cal-2013", "source": "kronika", "files": scan}
    answer = client.post(f"/pulpit/instytucje/{world.institution.uid}/historia/", typed)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    address = f"/files/{Attachment.objects.get(owner_kind='certificate').uid}/"
    assert head.raw(address).status_code == cal.office.raw(address).status_code == 200
    assert cal.of("board").raw(address).status_code == 404
    page_of(head, world).sees("kronika.txt")
    page_of(cal.of("board"), world).sees("kronika").misses("kronika.txt")


def test_names_units_and_a_successor_are_added_and_ended(world: World) -> None:
    cal, head, _editor = cast_of(world)
    institution_of(world.edition, "Nowe Centrum", "Przykładowice")
    page = page_of(cal.office, world).follow("Dodaj inną nazwę")
    page = page.press("Dodaj nazwę", {"name": "Dawny Ośrodek", "since": "1990"}).sees(
        "Dawny Ośrodek", "używana od: 1990"
    )
    page = page.follow("Zakończ: Dawny Ośrodek")
    page.press("To dawna nazwa", {"until": "2004"}).sees("od: 1990, do: 2004")
    page = page_of(cal.office, world).follow("Dodaj jednostkę").press("Dodaj tę jednostkę", {"name": "Zespół 7"})
    page.follow("Zamknięta: Zespół 7").press("Jednostkę zamknięto", {"until": "2019"}).sees("zamknięta: 2019")
    page = page_of(cal.office, world).follow("Wpisz następcę")
    page = page.press("Zapisz następcę", {"successor": "Nowe Centrum", "since": "1 stycznia 2024"})
    page.sees("następca od 1 stycznia 2024").follow("Wycofaj").press("Wycofaj następstwo", {"reason": "pomyłka"})
    page_of(cal.office, world).misses("następca od")
    page = page_of(cal.office, world).follow("Usuń: Dawny Ośrodek").press("Usuń nazwę")
    assert not Alias.objects.exists()
    assert not page_of(head, world).offers("Dodaj inną nazwę")
