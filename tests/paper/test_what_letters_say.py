"""What no letter says, whatever the case holds; and what leaves without a person."""

import copy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gromada.certification import letters as texts
from gromada.certification.actions import letters
from gromada.certification.models import Case, Letter
from gromada.certification.queries.wording import told
from gromada.institutions.models import Institution
from gromada.kit.refusal import Refusal
from gromada.paper.actions.setting_letters import as_it_reads
from gromada.paper.looking import concerns, other_institutions, speaks_of_points
from gromada.people.models import Person
from gromada.standards.edition.load import build, content_of
from gromada.standards.edition.model import Edition
from tests.builders.cases import FOLDERS, institution_of

EDITIONS = sorted({f.name: f for folder in FOLDERS for f in folder.iterdir() if (f / "edition.toml").exists()}.items())
CAL = build(content_of(FOLDERS[0] / "cal-2022"))
KNOWN_FACTS = {
    "institution", "case_number", "issuer", "certificate_name", "today", "step", "outcome", "clause", "due", "reasons", "form",
    "certificate_number", "label", "valid_to", "link", "person", "step_day", "came_in_on", "term", "verification",
    "holder", "certificate_page", "successor", "effective_day", "changes", "edition", "remark_number", "remark_page",
}  # fmt: skip
PESEL = "44051401359"


def alone(edition: Edition) -> set[str]:
    return {letter.id for letter in edition.letters.values() if letter.alone}


@pytest.mark.parametrize("name, folder", EDITIONS, ids=[name for name, _folder in EDITIONS])
def test_only_receipts_and_reminders_leave_without_a_person(name: str, folder: Path) -> None:
    """A receipt answers a step of the institution or a remark from outside; a reminder is named by a term or by the end of a certificate."""
    edition = build(content_of(folder))
    reminders = {term.reminder for term in edition.terms.values()} | {edition.certificate.reminder}
    after: dict[str, list[tuple[str, ...]]] = {}
    for proceeding in edition.proceedings.values():
        for step in proceeding.steps:
            for item in step.letters:
                after.setdefault(item.name, []).append(edition.letters[item.name].by or step.by)
    for letter in alone(edition) - reminders:
        assert all(_is_theirs(edition, by) for by in after[letter]), f"{letter} goes by itself in {name}"


def _is_theirs(edition: Edition, roles: tuple[str, ...]) -> bool:
    """A step of the institution, or of somebody who writes from outside; the office may enter either."""
    sources = {edition.roles[role].source for role in roles if role in edition.roles}
    return bool(sources & {"institution", "public"}) and sources <= {"institution", "public", "issuer"}


@pytest.mark.parametrize("name", sorted(CAL.letters))
def test_every_letter_waits_for_a_person_unless_it_is_alone(case: Case, name: str) -> None:
    for letter in letters.prepare(case, name):
        expected = Letter.State.QUEUED if name in alone(CAL) else Letter.State.PREPARED
        assert letter.state == expected


@pytest.mark.parametrize("language", CAL.languages)
@pytest.mark.parametrize("name", sorted(CAL.letters))
def test_every_letter_can_be_set_and_leaves_no_brace(case: Case, name: str, language: str) -> None:
    made = texts.draft(case, name, None, language)
    letter = Letter(
        case=case, letter=name, language=language, alone=name in alone(CAL), addressee=case.holder, subject=made.subject, body=made.body,
        prepared_at=case.begun_at,
    )  # fmt: skip
    assert "{" not in made.subject + made.body.replace("{person}", "") and "()" not in made.body
    assert as_it_reads(letter).pdf.startswith(b"%PDF")
    assert not speaks_of_points(made.body)


def test_the_facts_of_a_letter_are_a_closed_list(case: Case) -> None:
    assert set(texts.facts(case, None, "pl")) == KNOWN_FACTS, "a new fact: look whether it may stand in a letter"


@pytest.mark.parametrize("name, folder", EDITIONS, ids=[name for name, _folder in EDITIONS])
def test_no_points_reach_a_letter_from_any_scale(name: str, folder: Path) -> None:
    """The same answers under other points give the same words, whatever is chosen."""
    content = content_of(folder)
    one, other = build(content), build(_with_other_points(content))
    for form in one.forms.values():
        tree = form.tree
        if tree is None or not tree.scale:
            continue
        for value in one.scales[tree.scale].values:
            answers = {f"{tree.id}:{node}": value.id for node in one.standards}
            said = [told(_case(e), e.forms[form.id], answers, e.languages[0]) for e in (one, other)]  # type: ignore[arg-type]
            assert said[0] == said[1] and not speaks_of_points(said[0])


def _with_other_points(content: dict[str, Any]) -> dict[str, Any]:
    changed = copy.deepcopy(content)

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("points"), int | float):
                node["points"] = node["points"] * 7 + 3
            for below in node.values():
                walk(below)
        elif isinstance(node, list):
            for below in node:
                walk(below)

    walk(changed)
    return changed


def _case(edition: Edition) -> Any:
    return SimpleNamespace(edition=SimpleNamespace(built=edition))


def test_a_letter_with_a_pesel_does_not_leave(letter: Letter, office: Person) -> None:
    Letter.objects.filter(pk=letter.pk).update(body=f"PESEL {PESEL}")
    letter.refresh_from_db()
    with pytest.raises(Refusal):
        letters.send(letter, "print", by=office)
    letter.refresh_from_db()
    assert letter.state == Letter.State.PREPARED


def test_a_letter_that_names_another_institution_or_points_is_told_so(letter: Letter, world: Any) -> None:
    other = institution_of(world.edition, name="Miejski Dom Kultury w Zmyślonej", town="Zmyślona")
    assert concerns(letter) == []
    letter.body += f"\n\nLepiej wypadła instytucja {other.name}, która ma 14 pkt."
    assert other_institutions(letter) == [other.name]
    assert len(concerns(letter)) == 2
    assert not other_institutions(Letter(case=letter.case, subject="", body=letter.case.institution.name))
    assert Institution.objects.count() == 2


def test_a_citation_is_not_points() -> None:
    assert not speaks_of_points("zgodnie z pkt 8 Regulaminu, w 2022 r., pkt 11")
    assert speaks_of_points("uzyskali 14 pkt") and speaks_of_points("7/10 points") and speaks_of_points("12,5 punktów")
