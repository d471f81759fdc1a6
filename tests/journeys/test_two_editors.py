"""Two colleagues write at once: the later text is kept beside the earlier, both are shown, one is chosen; nothing typed is lost."""

import pytest

from gromada.certification.models import Answer, Case, Leftover, Snapshot
from tests.builders.cases import act, fill, world_of
from tests.builders.people import works_in
from tests.journeys.cast import cast_of
from tests.journeys.chapters import autosave, step
from tests.journeys.driver import Page

pytestmark = pytest.mark.django_db
PLACE = "standards:S1:narrative"
HERS, HIS = "Klucze mają trzy mieszkanki.", "Klucze mają trzy mieszkanki i sołtys."


def stands(case: Case) -> str:
    return str(Answer.objects.get(case=case, path=PLACE).value)


def first_indicator(page: Page) -> Page:
    return page.follow("S1 Miejsce i otwartość").follow("S1.1")


def test_two_texts_at_once_are_both_shown_and_one_is_chosen() -> None:
    world = world_of()
    cal, _head, zofia = cast_of(world)
    marek = cal.browser(works_in(world.institution))
    case = world.begin()
    hers, his = (first_indicator(step(who, case, "submit")) for who in (zofia, marek))
    hers.form("go").fill({PLACE: HERS}).submit()
    page = his.form("go").fill({PLACE: HIS, "standards:S1.1": "Spełniamy"}).submit()
    page.sees("Oba teksty są zachowane: porównaj je.", "Twój tekst, zachowany obok", HERS, HIS)
    assert stands(case) == HERS
    assert Answer.objects.get(case=case, path="standards:S1.1").value == "met", "what nobody else touched is saved"
    first_indicator(step(zofia, case, "submit")).sees(HERS).misses(HIS)
    page.form("settle").submit("Weź mój tekst").misses("zachowany obok")
    assert stands(case) == HIS
    first_indicator(step(zofia, case, "submit")).sees(HIS)


def test_the_script_of_the_page_is_told_whose_text_stands_there() -> None:
    world = world_of()
    cal, _head, zofia = cast_of(world)
    marek = cal.browser(works_in(world.institution))
    case = world.begin()
    assert autosave(zofia, case, "application", PLACE, HERS).json()["version"] == 1
    answer = autosave(marek, case, "application", PLACE, HIS)
    assert answer.status_code == 409
    assert (
        answer.json()["by"] == world.editor.name and answer.json()["value"] == [HERS] and answer.json()["version"] == 1
    )
    page = first_indicator(step(marek, case, "submit")).sees("Twój tekst, zachowany obok", HIS)
    page.form("settle").submit("Odłóż").misses("zachowany obok")
    assert stands(case) == HERS and Leftover.objects.get().value == HIS, "put away, yet not lost"


def test_what_is_typed_after_handing_in_is_kept_for_its_author_alone() -> None:
    world = world_of()
    _cal, head, zofia = cast_of(world)
    case = world.begin()
    fill(case, "application", by=world.head, over={PLACE: HERS})
    page = first_indicator(step(zofia, case, "submit"))
    act(case, "submit")
    late = autosave(zofia, case, "application", PLACE, HIS, version=1)
    assert late.status_code == 202 and "tylko" in late.json()["message"]
    after = (
        page.form("go")
        .fill({PLACE: f"{HIS} I biblioteka."})
        .submit()
        .sees("zachowamy na tej stronie tylko dla Ciebie", "I biblioteka.", "Widzisz go tylko Ty.")
    )
    assert not after.offers("Weź mój tekst"), "what was handed in does not change any more"
    head.visit(after.url).misses("i sołtys", "I biblioteka.")
    assert stands(case) == HERS and Snapshot.objects.get().content["answers"][PLACE] == HERS
