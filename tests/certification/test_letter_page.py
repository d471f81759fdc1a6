"""A letter before it goes: what was changed on its page goes with it."""

import pytest

from gromada.certification.models import Case, Letter
from tests.builders.cases import act, world_of
from tests.journeys.cast import cast_of
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Browser:
    cal, _head, _editor = cast_of(world_of("cal-2022"))
    return cal.office


@pytest.fixture
def letter(office: Browser) -> Letter:
    case = act(world_of("cal-2022").begin(), "submit")
    act(case, "open_case")
    return next(one for one in Case.objects.get(pk=case.pk).letters.order_by("-pk") if one.state == "prepared")


def page_of(office: Browser, letter: Letter) -> Page:
    return office.visit(f"/sprawy/{letter.case.uid}/-/pisma/{letter.uid}/")


def test_what_was_changed_and_not_saved_goes_with_the_letter(office: Browser, letter: Letter) -> None:
    told = {"Treść": "Nowa treść, napisana przed wysłaniem.", "Jak idzie pismo": "przekazane do rąk własnych"}
    page_of(office, letter).form("Wyślij pismo").fill(told).submit("Wyślij pismo").sees("wysłano", "Nowa treść")
    letter.refresh_from_db()
    assert letter.body == "Nowa treść, napisana przed wysłaniem." and letter.sent_by == office.who


def test_a_letter_that_nobody_changed_goes_without_a_new_version(office: Browser, letter: Letter) -> None:
    before = letter.version
    page_of(office, letter).form("Wyślij pismo").fill({"channel": "hand"}).submit("Wyślij pismo").sees("wysłano")
    letter.refresh_from_db()
    assert letter.version == before


def test_a_letter_that_somebody_changed_meanwhile_does_not_go(office: Browser, letter: Letter) -> None:
    page = page_of(office, letter)
    page.form("Zapisz treść").fill({"Treść": "Kto inny był szybszy."}).submit("Zapisz treść")
    form = page.form("Wyślij pismo").fill({"Treść": "Moja treść.", "channel": "hand"})
    form.submit("Wyślij pismo", status=400).sees("zmienił", "Moja treść.")
    letter.refresh_from_db()
    assert letter.state == "prepared" and letter.body == "Kto inny był szybszy."
