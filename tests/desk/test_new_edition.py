"""A new edition in the browser: drafted by the office, checked, published after a body's decision, frozen."""

import pytest

from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.standards.actions import load_edition
from gromada.standards.drafts import begin_draft
from gromada.standards.models import Draft, Edition
from tests.architecture.source import ROOT
from tests.journeys.cast import Issuer, issuer_of
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def cal() -> Issuer:
    return issuer_of()


def begun(cal: Issuer, button: str = "Przygotuj nową edycję") -> Page:
    return cal.office.visit("/pulpit/").follow("Edycje").form(button).submit()


def published(page: Page, who: Browser, status: int = 200) -> Page:
    form = who.visit(page.url).form("Ogłoś")
    return form.fill({"on": clock.today().strftime("%d.%m.%Y"), "name": "uchwała Zarządu nr 4/2026"}).submit(
        status=status
    )


def test_the_office_drafts_and_the_board_publishes(cal: Issuer) -> None:
    page = begun(cal).sees("Na razie nic się nie różni", "Rozstrzyga:")
    page.form("Zapisz wersję").fill({"version": "2027"}).submit()
    page = (
        page.again()
        .follow("S1.1")
        .form("Zapisz")
        .fill({"standard/S1.1/hint|pl": "Jest sala z kluczem u mieszkańców."})
        .submit()
    )
    page = page.follow("otwarcie sprawy").form("Zapisz").fill({"number": "45"}).submit()
    page = (
        page.follow("Dodaj wskaźnik")
        .form("Zapisz")
        .fill({"id": "S1-9", "under": "S1a", "name|pl": "Jest ławka", "name|en": "There is a bench", "required": "on"})
        .submit()
    )
    page.sees(
        "10 dni roboczych",
        "Certyfikacja CAL, edycja 2022",
        "Nowe: S1-9 Jest ławka",
        "30 dni → 45 dni",
        "Inne brzmienie (polski): S1.1 Mieszkańcy mają miejsce",
        "bez błędów",
    )
    board = cal.of("board")
    published(page, board).sees("Ogłoszone i zamrożone", "uchwała Zarządu nr 4/2026", "po zalogowaniu")
    new, old = Edition.objects.get(key="cal-2027"), Edition.objects.get(key="cal-2022")
    assert new.current and not Edition.objects.get(pk=old.pk).current and new.digest != old.digest
    assert new.built.terms["opening"].days == 45 and old.built.terms["opening"].days == 30
    assert new.built.is_required(new.built.standards["S1-9"]) and "S1-9" not in old.built.standards
    said = Entry.objects.get(verb="edition.published")
    assert said.actor == str(board.who.uid) and said.facts["digest"] == new.digest and not said.facts["on_document"]


def test_the_office_publishes_on_the_boards_document(cal: Issuer) -> None:
    page = begun(cal)
    page.form("Zapisz wersję").fill({"version": "2027"}).submit()
    published(page, cal.office).sees("Wpisane przez sekretariat na podstawie dokumentu")
    assert Draft.objects.get().on_document and Edition.objects.filter(key="cal-2027").exists()


def test_a_published_edition_is_not_published_again_under_its_name(cal: Issuer) -> None:
    published(begun(cal), cal.office, 400).sees("Edycja cal-2022 już istnieje. Nadaj temu inną wersję.")
    assert Edition.objects.count() == 1


def test_a_mistake_is_named_leads_to_its_place_and_stops_publishing(cal: Issuer) -> None:
    page = begun(cal).follow("S1.1").form("Zapisz").fill({"standard/S1.1/name|en": ""}).submit()
    page.sees("1 błąd do poprawienia", "Najpierw popraw błędy")
    assert not page.offers("Ogłoś")
    link = page.all("//section[@aria-labelledby='h-mistakes']//a/@href")
    assert link == [f"{page.url}standard/S1.1/"]
    page.sees("S1.1 Mieszkańcy mają miejsce, z którego korzystają sami › Nazwa")
    mended = cal.office.visit(link[0]).form("Zapisz").fill({"standard/S1.1/name|en": "A place of their own"}).submit()
    mended.sees("bez błędów")


def test_an_indicator_is_dropped_with_what_stands_under_it(cal: Issuer) -> None:
    page = begun(cal)
    gone = page.follow("S1.1").form("Usuń z nowej edycji").submit()
    gone.sees("Usunięte: S1.1")
    assert "S1.1" in Edition.objects.get().built.standards


def test_an_erratum_changes_texts_keeps_the_name_and_the_former_words(cal: Issuer) -> None:
    before = Edition.objects.get()
    page = begun(cal, "Popraw teksty").sees("Tu mogą się zmienić tylko teksty")
    assert not page.offers("Dodaj wskaźnik") and not page.offers("Zapisz wersję")
    page = page.follow("Schemat").form("Zapisz").fill({"scheme/about|pl": "Certyfikat dla miejsc wspólnych."}).submit()
    published(page, cal.of("board")).sees("Ogłoszone i zamrożone")
    after, draft = Edition.objects.get(), Draft.objects.get()
    assert (after.key, after.digest) != (before.key, before.digest) and after.key == before.key
    assert after.built.text(("scheme",), "pl", "about") == "Certyfikat dla miejsc wspólnych."
    assert draft.former == before.content and (draft.digest_before, draft.digest_after) == (before.digest, after.digest)


def test_correcting_an_older_edition_does_not_bring_it_back(cal: Issuer) -> None:
    page = begun(cal)
    page.form("Zapisz wersję").fill({"version": "2027"}).submit()
    published(page, cal.office)
    old = Edition.objects.get(key="cal-2022")
    draft = begin_draft(old, errata=True, by=cal.office.who)
    cal.office.visit(f"/pulpit/edycje/{draft.uid}/teksty/scheme/").form("Zapisz").fill(
        {"scheme/about|pl": "Dla miejsc."}
    ).submit()
    published(cal.office.visit(f"/pulpit/edycje/{draft.uid}/"), cal.office)
    assert set(Edition.objects.filter(current=True).values_list("key", flat=True)) == {"cal-2027"}
    assert load_edition(ROOT / "editions" / "cal-2022") == (old, False), (
        "the folder with the former words is no new edition"
    )
    assert Edition.objects.get(key="cal-2022").built.text(("scheme",), "pl", "about") == "Dla miejsc."


def test_texts_are_called_by_what_they_are_about(cal: Issuer) -> None:
    page = begun(cal)
    labels = page.follow("Pismo: Certyfikat nie został przyznany").all("//label/text()")
    assert any("Cała treść (polski)" in label for label in labels)
    for url in page.all("//a[contains(@href, '/teksty/')]/@href"):
        for label in cal.office.visit(url).all("//main//label/text()"):
            assert "/" not in label and "_" not in label and "|" not in label, (url, label)
    page.follow("Kroki i stany").sees("Odwołanie › wynik › Rozpatrz odwołanie › Oddalić (polski)")


def test_a_new_indicator_takes_a_sign_like_those_beside_it(cal: Issuer) -> None:
    adding = begun(cal).follow("Dodaj wskaźnik")
    given = {"under": "S1a", "name|pl": "Jest ławka", "name|en": "There is a bench"}
    adding.form("Zapisz").fill({"id": "S1 ż", **given}).submit(status=400).sees("na przykład S1.5")
    adding.form("Zapisz").fill({"id": "S1.5", **given}).submit().sees("Nowe: S1.5 Jest ławka", "bez błędów")


def test_what_is_published_cannot_be_changed_any_more(cal: Issuer) -> None:
    page = begun(cal)
    page.form("Zapisz wersję").fill({"version": "2027"}).submit()
    published(page, cal.office)
    assert cal.office.raw(f"{page.url}standard/S1.1/").status_code == 404
    assert not cal.office.visit(page.url).offers("Zapisz wersję")


def test_only_the_office_edits_and_only_the_issuers_people_see(cal: Issuer) -> None:
    page = begun(cal)
    board = (
        cal.of("board")
        .visit("/pulpit/")
        .sees("Edycje, które czekają na rozstrzygnięcie")
        .follow("Certyfikacja CAL, edycja 2022: nowa edycja")
    )
    assert not board.offers("Zapisz wersję") and board.offers("Ogłoś")
    assert cal.of("board").raw(f"{page.url}standard/S1.1/").status_code == 404
    for stranger in (cal.of("experts"), cal.of("commission")):
        assert stranger.raw(page.url).status_code == 404 and stranger.raw("/pulpit/edycje/").status_code == 404
