"""An expert says that they should not be in this case: from then on they see nothing of it, and the others go on."""

import pytest

from gromada.certification.models import Letter
from tests.builders.cases import act, world_of
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page, declare, done, judge, step, take

pytestmark = pytest.mark.django_db


def test_an_excluded_expert_sees_nothing_any_more_and_stops_nobody() -> None:
    world = world_of()
    cal, _head, _editor = cast_of(world)
    case = world.begin()
    for name in ("submit", "open_case"):
        act(case, name)
    responsible = cal.browser(case.appointments.get(role="responsible").person)
    named = cal.members["experts"][:2]
    take(responsible, case, "admit", {"experts": [p.name for p in named]})
    first, second = (cal.browser(p) for p in named)
    dossier = case_page(responsible, case).link("Zgłoszenie")
    address = f"/sprawy/{case.uid}/"
    page = (
        first.visit("/pulpit/").follow("Złóż oświadczenie").form("Złóż oświadczenie").fill({"degree": "wyłączam się"})
    )
    page.submit(status=400).sees("Napisz w jednym zdaniu, co łączy Cię z instytucją.")
    declare(first, "wyłączam się", "Do zeszłego roku tam pracowałam.").sees("Do zrobienia", "Nic nie czeka")
    for path in (
        address,
        f"{address}give_opinion/",
        f"{address}give_opinion/S1/",
        f"{address}-/bezstronnosc/",
        f"{address}-/pisma/",
        dossier,
    ):
        assert first.raw(path).status_code == 404, path
    for letter in Letter.objects.filter(case=case):
        assert first.raw(f"{address}-/pisma/{letter.uid}/").status_code == 404
    first.visit("/pulpit/sprawy/").misses(world.institution.name)
    case_page(responsible, case).sees("wyłączenie")
    declare(second)
    judge(second, case, "Grafik i klucze są u mieszkańców.").sees(done(case, "give_opinion"))
    step(responsible, case, "agree_finding").misses(named[0].name)


def test_a_disclosed_link_waits_until_somebody_allows_it_with_a_reason() -> None:
    world = world_of()
    cal, _head, _editor = cast_of(world)
    case = world.begin()
    for name in ("submit", "open_case"):
        act(case, name)
    responsible = cal.browser(case.appointments.get(role="responsible").person)
    person = cal.members["experts"][0]
    take(responsible, case, "admit", {"experts": [person.name]})
    expert = cal.browser(person)
    declare(expert, "jest powiązanie", "Trzy lata temu prowadziłam tam jedno szkolenie.")
    case_page(expert, case).sees("ujawnia powiązanie")
    page = (
        case_page(responsible, case)
        .sees("powiązanie")
        .follow("Przeczytaj i zdecyduj")
        .sees("Trzy lata temu prowadziłam tam jedno szkolenie.")
    )
    page.form("Dopuść").submit(status=400)
    page.form("Dopuść").fill({"allowed_reason": "Jedno szkolenie dla wszystkich ośrodków powiatu."}).submit()
    assert step(expert, case, "give_opinion").offers("take")
