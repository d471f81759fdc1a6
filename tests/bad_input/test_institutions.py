"""Facts of an institution that cannot be true: each told at its field, all at once, and nothing is written."""

import pytest

from gromada.institutions.models import Institution
from gromada.people.models import Invitation, Person
from tests.bad_input.standing import nothing_saved
from tests.builders.cases import world_of
from tests.journeys import post
from tests.journeys.cast import cast_of, issuer_of
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db
GOOD = {"name": "Ośrodek Pomocy Społecznej w Mławie", "town": "Mława", "kind": "social_assistance_centre"}


@pytest.fixture
def blank(db: None) -> Page:
    return issuer_of().office.visit("/pulpit/instytucje/").follow("Dodaj instytucję")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("nip", "123-456-32-17", "„123-456-32-17” się nie zgadza: NIP ma dziesięć cyfr, a ostatnia sprawdza pozostałe."),
        ("nip", "12345", "„12345” się nie zgadza: NIP ma dziesięć cyfr"),
        ("regon", "123456789", "REGON ma 9 albo 14 cyfr"),
        ("regon", "12 34", "REGON"),
        ("krs", "77", "KRS"),
        ("teryt", "141301", "TERYT"),
        ("teryt", "9913011", "TERYT"),
        ("teryt", "3061011", "nie jest kodem gminy, w której leży Mława"),
        ("voivodeship", "Mazowsze", "Nie ma województwa „Mazowsze”."),
        ("email", "sekretariat(at)mlawa", "e-mail"),
        ("town", "  ", "Wypełnij to pole."),
        ("name", "O" * 201, "200"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_told_at_its_field(blank: Page, field: str, typed: str, sentence: str) -> None:
    with nothing_saved():
        answer = blank.form("Zapisz").fill({**GOOD, field: typed}).submit(status=400).sees(sentence)
    assert answer.all(f"//a[@href='#id_{field}']"), "the list of mistakes leads to the field"
    assert answer.form("Zapisz").value("name") == GOOD["name"] or field == "name", "what was typed stays"


def test_all_mistakes_are_told_at_once(blank: Page) -> None:
    with nothing_saved():
        wrong = {**GOOD, "nip": "1", "regon": "2", "krs": "3", "teryt": "4"}
        blank.form("Zapisz").fill(wrong).submit(status=400).sees(
            "4 rzeczy do poprawienia", "NIP", "REGON", "KRS", "TERYT"
        )


def test_numbers_with_dashes_and_spaces_are_understood(blank: Page) -> None:
    blank.form("Zapisz").fill({**GOOD, "nip": " 526-104-08-28 ", "teryt": "1413011"}).submit()
    kept = Institution.objects.get()
    assert (kept.nip, kept.teryt, kept.voivodeship) == ("5261040828", "1413011", "mazowieckie")


def test_the_last_day_of_a_function_is_a_day_after_its_first() -> None:
    _cal, head, editor = cast_of(world_of())
    page = head.visit("/pulpit/").follow("Zespół")
    end = page.browser.visit(next(a.get("href") for a in page.all("//a") if editor.who.name in a.text_content()))
    for typed, sentence in (
        ("31 lutego 2026", "Podaj dzień, który jest w kalendarzu"),
        ("1.1.2019", "Koniec jest wcześniejszy niż początek. Popraw jedną z dat."),
    ):
        with nothing_saved():
            end.form("Zakończ").fill({"until": typed}).submit(status=400).sees(sentence)


def test_a_second_head_is_a_sentence_and_not_a_broken_page() -> None:
    cal, _head, _editor = cast_of(world_of())
    institution = Institution.objects.get()
    page = cal.office.visit(f"/pulpit/instytucje/{institution.uid}/")
    page.press("Zaproś", {"Imię i nazwisko": "Ktoś Drugi", "E-mail": "drugi@example.org", "Funkcja": "kierownictwo"})
    post.deliver()
    invited = Browser().visit(post.link_in(post.letters_to("drugi@example.org")[-1]))
    answer = invited.form("Przyjmij").fill({"Nazwa użytkownika": "drugi", "Hasło": "konwalie za stodołą"}).submit()
    answer.sees("Najpierw zakończ tamtą funkcję.")
    assert not Person.objects.filter(username="drugi").exists()
    assert Invitation.objects.get(email="drugi@example.org").accepted_at is None
