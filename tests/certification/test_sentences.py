"""Reasons in words: numbers take the form that the language asks for, and names are those of the edition."""

import pytest
from django.utils import translation

from gromada.certification.models import Case
from gromada.certification.pages.obstacles import Obstacle
from gromada.certification.pages.places import Places
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.sentences import no
from tests.builders.cases import world_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db: None) -> Case:
    return world_of().begin()


COUNTS = [
    ("too_long", {"length": 1501, "most": 1500}, "Tekst ma 1501 znaków, a mieści się najwyżej 1500."),
    ("too_long", {"length": 42, "most": 40}, "Tekst ma 42 znaki, a mieści się najwyżej 40."),
    ("too_short", {"length": 0, "least": 1}, "potrzeba co najmniej 1 znaku, jest 0."),
    ("too_short", {"length": 3, "least": 20}, "potrzeba co najmniej 20 znaków, jest 3."),
    ("times_most", {"step": "ask_to_complete", "most": 1}, "był już 1 raz;"),
    ("times_most", {"step": "ask_to_complete", "most": 5}, "był już 5 razy;"),
    ("appointed_many", {"role": "experts", "most": 1, "number": 3}, "najwyżej 1 osoba, wskazano 3."),
    ("appointed_many", {"role": "experts", "most": 3, "number": 4}, "najwyżej 3 osoby, wskazano 4."),
    ("appointed_few", {"role": "experts", "least": 5, "number": 4}, "potrzeba 5 osób, wskazano 4."),
    ("count", {"proceeding": "appeal", "number": 1, "open": 0}, "Najpierw musi się zakończyć 1 otwarta sprawa:"),
    ("count", {"proceeding": "appeal", "number": 3, "open": 0}, "Najpierw muszą się zakończyć 3 otwarte sprawy:"),
    ("count", {"proceeding": "appeal", "number": 0, "open": 1}, "Najpierw trzeba otworzyć sprawę:"),
    ("count", {"what": "experts", "number": 1, "at_least": 2}, "potrzeba co najmniej 2 (jest: 1)."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "facts", "sentence"), COUNTS)
def test_a_number_stands_in_the_form_that_polish_asks_for(
    case: Case, code: str, facts: dict[str, object], sentence: str
) -> None:
    with translation.override("pl"):
        assert sentence in no(Reason(code, facts=facts), case).sentence


def test_one_and_many_differ_in_english_too(case: Case) -> None:
    with translation.override("en"):
        assert "at least 1 character;" in no(Reason("too_short", facts={"least": 1, "length": 0}), case).sentence
        assert (
            "at most 1 person,"
            in no(Reason("appointed_many", facts={"role": "experts", "most": 1, "number": 2}), case).sentence
        )


def test_what_is_counted_is_said_by_its_name_and_not_by_its_id(case: Case) -> None:
    with translation.override("pl"):
        said = no(Reason("count", facts={"what": "communities", "number": 0, "at_least": 1}), case).sentence
    assert case.edition.built.text(("form", "application", "field", "communities"), "pl") in said


@pytest.mark.parametrize(("language", "said"), [("pl", "S1.1:\u00a0odpowiedź"), ("en", "S1.1:\u00a0answer")])
def test_a_place_is_called_by_its_code_and_what_it_is(case: Case, language: str, said: str) -> None:
    step = case.rules.step("submit")
    assert step is not None
    places = Places(case, step, case.edition.built.forms["application"])
    with translation.override(language):
        assert places.label("standards:S1.1") == said


def test_before_a_clause_a_sentence_has_no_full_stop() -> None:
    assert Obstacle("A refusal needs written reasons.", "pkt 8").opening == "A refusal needs written reasons"
    assert Obstacle("Choose one.").opening == "Choose one."
