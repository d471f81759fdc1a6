"""Certificates of years gone by: withdrawn where they were a mistake, confirmed by the holder or by the office, mended on the way."""

from datetime import date

import pytest

from gromada.certification.models import Certificate
from gromada.cli.main import main
from gromada.institutions.models import Function
from gromada.journal.following import run_all
from gromada.kit import clock
from tests.builders.cases import institution_of, world_of
from tests.builders.people import works_in
from tests.certification.history.conftest import WriteFile, write  # noqa: F401  (a fixture of that room)
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def cal() -> Issuer:
    return cast_of(world_of())[0]


def entered(cal: Issuer, name: str = "Dom Kultury Wzorowo", **typed: str) -> tuple[Certificate, str]:
    """The office writes a certificate down by hand; gives the address of the institution's page as well."""
    made = institution_of(cal.edition, name=name, town="Wzorowo")
    page = f"/pulpit/instytucje/{made.uid}/"
    known = {"Ważny od": "2022", "Ważny do": "2026", "Źródło": "strona gminy"} | typed
    form = cal.office.visit(page).follow("Dodaj certyfikat z historii").form("Dodaj certyfikat")
    form.fill(known).submit().sees("z historii, niepotwierdzony")
    return Certificate.objects.get(institution=made), page


def seen(name: str) -> Page:
    run_all()
    return Browser().visit(f"/rejestr/?q={name}")


def test_the_desk_of_a_head_leads_to_confirming_history(cal: Issuer) -> None:
    with clock.at(DAY):
        certificate, _page = entered(cal)
        head = Browser(works_in(certificate.institution, Function.Kind.HEAD))
        led = head.visit("/pulpit/").follow("Potwierdź albo powiedz, co się nie zgadza").follow("Potwierdź")
        led.form("Potwierdź").submit().sees("ważny").misses("niepotwierdzony")
        head.visit("/pulpit/").misses("Potwierdź albo powiedz")


def test_a_mistake_is_withdrawn_leaves_every_list_and_may_come_back(cal: Issuer) -> None:
    with clock.at(DAY):
        certificate, page = entered(cal)
        seen("wzorowo").sees("1 wynik", "Dom Kultury Wzorowo")
        head = Browser(works_in(certificate.institution, Function.Kind.HEAD))
        assert not head.visit(page).offers("Wycofaj")
        assert head.raw(f"/pulpit/certyfikaty/{certificate.uid}/wycofaj/").status_code == 404
        asked = cal.office.visit(page).follow("Wycofaj").sees("Zniknie z rejestru i ze wszystkich list")
        asked.form("Wycofaj").submit(status=400)
        why = {"Dlaczego": "To był dom kultury z innej gminy o tej samej nazwie."}
        asked.form("Wycofaj").fill(why).submit().sees(
            "Wycofane jako pomyłka", why["Dlaczego"], "Nie znamy żadnego certyfikatu"
        )
        seen("wzorowo").misses("Dom Kultury Wzorowo")
        assert "Wzorowo" not in Browser().raw("/open/register.csv").content.decode()
        assert Browser().raw(f"/rejestr/{certificate.institution.slug}/").status_code == 404
        head.visit(page).misses("Wycofane jako pomyłka", why["Dlaczego"])
        cal.office.visit(page).follow("Przywróć").form("Przywróć").submit().sees("z historii, niepotwierdzony")
        seen("wzorowo").sees("Dom Kultury Wzorowo")


@pytest.mark.parametrize("who", ["office", "head"])
def test_what_was_confirmed_shows_its_years_and_is_not_withdrawn_any_more(cal: Issuer, who: str) -> None:
    with clock.at(DAY):
        certificate, page = entered(cal)
        seen("wzorowo").sees("Z historii")
        Browser().visit(f"/rejestr/{certificate.institution.slug}/").sees("jeszcze bez potwierdzenia wystawcy")
        by = cal.office if who == "office" else Browser(works_in(certificate.institution, Function.Kind.HEAD))
        asked = by.visit(page).follow("Potwierdź")
        if who == "office":
            asked.form("Potwierdź").submit(status=400).sees("Wypełnij to pole")
        said = {"Na jakiej podstawie": "uchwała zarządu w segregatorze 2022"} if who == "office" else {}
        asked.form("Potwierdź").fill(said).submit().sees("ważny").misses("niepotwierdzony")
        seen("wzorowo").sees("ważny").misses("Z historii: 1")
        assert not cal.office.visit(page).offers("Wycofaj")
        assert cal.office.raw(f"/pulpit/certyfikaty/{certificate.uid}/wycofaj/").status_code == 404


def test_the_holder_says_what_is_wrong_and_the_office_mends_it_before_confirming(cal: Issuer) -> None:
    with clock.at(DAY):
        certificate, page = entered(cal)
        head = Browser(works_in(certificate.institution, Function.Kind.HEAD))
        asked = head.visit(page).follow("Coś się nie zgadza")
        asked.form("Wyślij").fill({"text": "Był ważny od 2021 do 2025."}).submit().sees("ważny od 2021 do 2025")
        cal.office.visit("/pulpit/").sees("Był ważny od 2021 do 2025.")
        mended = cal.office.visit(page).follow("Popraw:").form("Zapisz")
        mended.fill({"Ważny od": "2021", "Ważny do": "2025"}).submit().sees("2021–2025")
        answer = cal.office.visit(page).follow("Odpowiedz").form("Zapisz odpowiedź")
        answer.fill({"answer": "Dziękujemy, poprawione."}).submit()
        head.visit(page).sees("Dziękujemy, poprawione.").follow("Potwierdź").form("Potwierdź").submit()
        seen("wzorowo").sees("2021–2025", "ważność upłynęła")


def test_a_file_imported_again_does_not_bring_a_withdrawn_mistake_back(cal: Issuer, write: WriteFile) -> None:  # noqa: F811
    with clock.at(DAY):
        path = str(write({"valid_from": "2022", "valid_to": "2026"}))
        assert main(["import-network", path]) == 0
        certificate = Certificate.objects.get(institution__town="Wzorowo")
        page = cal.office.visit(f"/pulpit/instytucje/{certificate.institution.uid}/").follow("Wycofaj")
        page.form("Wycofaj").fill({"Dlaczego": "Takiego certyfikatu nie było."}).submit()
        assert main(["import-network", path]) == 0
        seen("wzorowo").misses("GOPS Wzorowo")
        assert not Certificate.objects.filter(institution__town="Wzorowo").exists()


def test_confirmed_history_that_is_wrong_is_unconfirmed_corrected_and_confirmed_again(cal: Issuer) -> None:
    with clock.at(DAY):
        certificate, page = entered(cal)
        asked = cal.office.visit(page).follow("Potwierdź").form("Potwierdź")
        asked.fill({"Na jakiej podstawie": "uchwała zarządu"}).submit()
        assert not cal.office.visit(f"/sprawy/certyfikat/{certificate.uid}/").offers("Zgłoś pomyłkę"), (
            "whole days are not known"
        )
        back = cal.office.visit(page).follow("Cofnij potwierdzenie").sees("Potem można go poprawić albo wycofać")
        back.form("Cofnij potwierdzenie").fill({"Dlaczego": "W uchwale stoi 2025."}).submit().sees(
            "z historii, niepotwierdzony"
        )
        cal.office.visit(page).follow("Popraw:").form("Zapisz").fill({"Ważny do": "2025"}).submit()
        asked = cal.office.visit(page).follow("Potwierdź").form("Potwierdź")
        asked.fill({"Na jakiej podstawie": "uchwała zarządu, sprawdzona drugi raz"}).submit()
        seen("wzorowo").sees("2022–2025", "ważność upłynęła")
