"""What can go wrong by drafting in the browser is said in the language of the page."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.utils.translation import override

from gromada.desk.mistakes import IN_FILES, SENTENCES, sentence
from gromada.standards import drafting
from gromada.standards.edition.check import check
from gromada.standards.edition.load import content_of
from gromada.standards.edition.mistakes import Problem
from tests.architecture.source import ROOT
from tests.journeys.cast import issuer_of
from tests.journeys.driver import Browser

CONTENT = content_of(ROOT / "editions" / "cal-2022")


def spoilt() -> Iterator[Any]:
    """A text of every group emptied or with odd braces, a standard of every level dropped or laden: each a draft of its own."""
    for group in drafting.groups(CONTENT):
        path = list(drafting.texts_of(CONTENT, group))[-1]
        for text in ("", "{x} }"):
            drafting.put_text(made := deepcopy(CONTENT), path, "pl", text)
            yield made
    for id in ("S1", "S1a", "S1.1"):
        if id in CONTENT["structure"]["standard"]:
            drafting.add_standard(made := deepcopy(CONTENT), "N-1", id, {"pl": "Ławka", "en": "A bench"}, required=True)
            yield made
    for part in [*CONTENT["structure"]["part"], None]:
        made = deepcopy(CONTENT)
        for id, each in CONTENT["structure"]["standard"].items():
            if part is None or each.get("part") == part:
                drafting.drop_standard(made, id)
        yield made


def problems() -> list[Problem]:
    return [problem for content in spoilt() for problem in check(content)]


def test_every_mistake_of_the_browser_has_a_sentence_of_its_own() -> None:
    found = problems()
    assert {problem.code for problem in found} - set(SENTENCES) == set(), [p for p in found if p.code not in SENTENCES]
    assert {"text_missing", "letter_without_subject", "unknown_fact", "part_without_standards"} <= {
        p.code for p in found
    }


def test_each_is_said_in_polish_and_never_with_the_english_of_the_files() -> None:
    with override("pl"):
        for problem in problems():
            said = sentence(problem)
            assert said != problem.sentence and "%(" not in said
            assert not {"the", "write", "missing", "is"} & set(said.lower().split()), said
        assert sentence(Problem(("structure", "role"), "Only in files.")) == str(IN_FILES)


@pytest.mark.django_db
def test_the_page_leads_to_the_text_that_is_missing() -> None:
    office: Browser = issuer_of().office
    page = office.visit("/pulpit/").follow("Edycje").form("Przygotuj nową edycję").submit()
    page = page.follow("S1.1").form("Zapisz").fill({"standard/S1.1/name|pl": ""}).submit()
    page = page.sees("1 błąd do poprawienia", "Brakuje tego tekstu, język: polski. Wpisz go.")
    page.follow("Brakuje tego tekstu").sees("S1.1", "Nazwa (polski)")
