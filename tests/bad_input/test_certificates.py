"""Dates and numbers of a certificate that cannot stand: refused where they are typed, and no certificate is made."""

from datetime import date

import pytest

from gromada.certification.models import Answer, Case, Certificate
from gromada.kit import clock
from tests.bad_input.standing import everything
from tests.builders.cases import act, world_of
from tests.journeys.cast import cast_of
from tests.journeys.chapters import step
from tests.journeys.driver import Page

pytestmark = pytest.mark.django_db


def granted(world) -> Case:  # type: ignore[no-untyped-def]
    case = world.begin()
    for name, outcome in (
        ("submit", ""),
        ("open_case", ""),
        ("admit", ""),
        ("give_opinion", ""),
        ("agree_finding", ""),
        ("decide", "yes"),
    ):
        act(case, name, outcome=outcome or None)
    return act(case, "announce_grant")


def refused(page: Page, **typed: str) -> Page:
    """Nothing but what was typed stays: no step, no certificate, no line of the journal."""
    before = everything()
    answer = page.form("take").fill(typed).submit(status=400)
    changed = {name for name, digest in everything().items() if digest != before[name]}
    assert changed <= {"certification.Answer", "certification.Leftover"}, changed
    return answer


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"valid_from": "30 lutego 2026"}, "„30 lutego 2026” nie jest datą. Wpisz ją tak: 18.03.2026."),
        ({"valid_to": "wkrótce"}, "„wkrótce” nie jest datą."),
        ({"valid_to": "1.1.2020"}, "Certyfikat skończyłby się, zanim się zacznie. Popraw daty."),
        ({"valid_from": "1.1.0202"}, "„1.1.0202” nie jest datą."),
        ({"number": ""}, "coś wymaganego jest jeszcze puste"),
        ({"label": "x" * 41}, "Tekst ma 41 znaków, a mieści się najwyżej 40."),
    ],
)
def test_dates_that_are_none_are_told_and_kept_as_they_were_typed(typed: dict[str, str], sentence: str) -> None:
    world = world_of()
    cal, _head, _editor = cast_of(world)
    case = granted(world)
    answer = refused(step(cal.of("board"), case, "issue"), **typed).sees(sentence)
    name, value = next(iter(typed.items()))
    understood = {"1.1.2020": "1 stycznia 2020 r."}  # a day that was understood is said back in words
    assert answer.form("take").value(name) == understood.get(value, value)
    case.refresh_from_db()
    assert case.state == "granted" and not Certificate.objects.exists()


def test_a_certificate_does_not_overlap_with_the_one_before_nor_take_its_number() -> None:
    world = world_of()
    cal, _head, _editor = cast_of(world)
    first = act(granted(world), "issue")
    act(first, "hand_over")
    with clock.at(date(2030, 6, 3)):  # a new request may be sent in the last year of the one in force
        case = granted(world)
        _issue_the_next(step(cal.of("board"), case, "issue"), first, case)


def _issue_the_next(page: Page, first: Case, case: Case) -> None:
    begins = page.form("take").value("valid_from")
    assert begins == "1 stycznia 2031 r.", "the day after the present one ends is proposed"
    page = refused(page, valid_from="1.1.2030", valid_to="31.12.2034").sees("W tych latach ta instytucja ma już")
    page = refused(page, valid_from="1.1.2031", valid_to="31.12.2035", number=first.certificate.number).sees(
        "należy do innego certyfikatu"
    )
    assert Certificate.objects.count() == 1
    page.form("take").fill({"number": "CAL/2026/2"}).submit().sees("Certyfikat wydany")
    assert Certificate.objects.count() == 2
    assert not Answer.objects.filter(case=case, form="issue").exists()
