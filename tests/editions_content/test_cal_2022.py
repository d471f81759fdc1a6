"""What editions/ promises: it loads, it counts as it says, it speaks plainly, and the road to a certificate is open."""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from gromada.standards.edition.load import load, mistakes_in, readiness_of
from gromada.standards.edition.model import Edition, Proceeding
from gromada.standards.edition.reading import read

EDITIONS = Path(__file__).resolve().parents[2] / "editions"
ALL = ("cal-2022", "cal-2013", "cal-before-2013")
CAL = EDITIONS / "cal-2022"

# What the interface never says to people. Allowed where a sentence denies or explains the word itself.
BANNED = {
    "evidence is potwierdzenie": r"dow[oó]d(?!z)",
    "a visit is no inspection": r"wizytacj|kontrol",
    "the commission settles": r"decyzj",
    "a certificate is taken back": r"cofnięci",
    "a request, not a summons": r"wezwani|wzywamy",
    "closed without completion": r"bez rozpoznania",
    "impartiality": r"konflikt\w* interesów",
    "a remark, not a complaint": r"skarg",
    "a group acts by itself": r"usamodzielni",
    "advocacy and dispute": r"strategi\w+ konfliktu",
    "we ask residents": r"konsultacj",
    "who may answer": r"elektorat",
    "a common choice": r"głosowani",
    "residents": r"beneficjen|podopieczn",
    "validity passed": r"nieważn",
    "points, never paragraphs": r"§",
    "things to do, applications sent": r"moje sprawy|złóż wniosek|wnioskodaw",
    "a conversation": r"wywiad",
    "nobody is told their gender": r"\w(?:łeś|łaś)\b",
}
ALLOWED = (
    "a nie kontrola",
    "to nie kontrola",
    "nie jest to decyzja administracyjna",
    "pkt 11: decyzja;",
    "regulamin mówi „decyzja”",
    # A centre's own decisions on benefits are decisions of an authority, and people know them by that name.
    "zasiłku, decyzji albo pomocy",
    "decyzji ośrodka",
    "decyzja ośrodka",
    "od decyzji można się odwołać",
    "który wydał decyzję",
    "na końcu decyzji",
)
WITHIN = ("opinion", "finding", "decision", "examination_decision", "experts", "questions", "reasons_within", "remark")
LENGTHS = {
    "completion_request": ("completion", "10 dni roboczych", "10 working days"),
    "visit_note": ("correction_of_facts", "7 dni", "7 days"),
    "conditions": ("conditions", "3 miesiące", "3 months"),
    "findings": ("comments", "14 dni", "14 days"),
    "refusal": ("appeal", "14 dni", "14 days"),
    "revocation": ("appeal", "14 dni", "14 days"),
    "charges": ("hearing", "14 dni", "14 days"),
}


@pytest.fixture(scope="module")
def cal() -> Edition:
    return load(CAL)


def polish_texts() -> Iterator[tuple[str, str]]:
    for folder in EDITIONS.iterdir():
        for path in folder.rglob("*.pl.*"):
            text = path.read_text(encoding="utf-8")
            lines = text.splitlines() if path.suffix == ".md" else list(strings(tomllib.loads(text)))
            yield from ((f"{folder.name}/{path.name}", line) for line in lines)


def strings(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from strings(each)


def leaves(edition: Edition, *parts: str) -> list[str]:
    return [node.id for node in edition.at_level(parts, None)]


def onward(proceeding: Proceeding, state: str) -> set[str]:
    return {to for step in proceeding.steps_from(state) for to in step.to.values()}


@pytest.mark.parametrize("name", ALL)
def test_every_edition_in_the_repository_loads_without_a_mistake(name: str) -> None:
    assert mistakes_in(read(EDITIONS / name)) == []
    assert load(EDITIONS / name).id == name


def test_no_edition_in_the_repository_is_left_out_of_these_tests() -> None:
    assert {path.name for path in EDITIONS.iterdir() if path.is_dir()} == set(ALL)


@pytest.mark.parametrize("name", ALL[1:])
def test_earlier_editions_are_history_and_open_no_case(name: str) -> None:
    edition = load(EDITIONS / name)
    assert edition.history_only
    assert not edition.proceedings


def test_the_validity_of_the_earliest_certificates_is_unknown() -> None:
    assert load(EDITIONS / "cal-2013").certificate.years == 3
    assert load(EDITIONS / "cal-before-2013").certificate.years is None


def test_there_are_twelve_general_standards_and_six_of_the_annex(cal: Edition) -> None:
    assert [node.id for node in cal.roots(("general",))] == [f"S{n}" for n in range(1, 13)]
    assert [node.id for node in cal.roots(("osl",))] == [f"O{n}" for n in range(1, 7)]


def test_sixty_indicators_are_asked_and_twenty_five_of_them_required(cal: Edition) -> None:
    asked = leaves(cal, "general", "osl")
    required = [id for id in asked if cal.standards[id].required]
    assert (len(leaves(cal, "general")), len(leaves(cal, "osl")), len(asked)) == (42, 18, 60)
    assert len(required) == 25


def test_every_standard_holds_a_required_indicator(cal: Edition) -> None:
    assert all(cal.is_required(node) for node in cal.roots(("general", "osl")))


def test_draft_annexes_are_marked_and_require_nothing(cal: Edition) -> None:
    drafts = [part for part in cal.parts.values() if part.draft]
    assert {part.id for part in drafts} == {"culture", "education", "ecology", "safety"}
    for part in drafts:
        assert 3 <= len(leaves(cal, part.id)) <= 4
        assert not any(cal.is_required(node) for node in cal.roots((part.id,)))
        assert "szkic" in cal.text(("part", part.id), "pl")
        assert "draft" in cal.text(("part", part.id), "en")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_indicator_has_a_hint_an_example_and_honest_evidence(cal: Edition, language: str) -> None:
    for id in leaves(cal, *cal.parts):
        path = ("standard", id)
        assert cal.text(path, language) != id
        assert len(cal.text(path, language, "hint")) > 60, id
        assert cal.text(path, language, "example").startswith("„" if language == "pl" else "“"), id
        assert len(cal.texts_of(path, language, "evidence")) == 3, id
        assert cal.standards[id].evidence and cal.standards[id].tags, id


def test_polish_and_english_are_different_texts(cal: Edition) -> None:
    for id in leaves(cal, *cal.parts):
        for what in ("name", "hint", "example"):
            assert cal.text(("standard", id), "pl", what) != cal.text(("standard", id), "en", what), (id, what)


@pytest.mark.parametrize("why", BANNED)
def test_polish_texts_never_use_the_words_that_frighten(why: str) -> None:
    found = []
    for place, line in polish_texts():
        plain = line.lower()
        for allowed in ALLOWED:
            plain = plain.replace(allowed, "")
        found += [f"{place}: {line}"] if re.search(BANNED[why], plain) else []
    assert found == []


def test_the_drawn_road_can_be_walked_from_step_to_step(cal: Edition) -> None:
    certification = cal.proceedings["certification"]
    road = certification.path
    assert road[0] == certification.begins
    assert road[-1] in certification.ends
    # Between deliberation and the award lies a state that the institution is not shown.
    hidden = certification.seen_as
    for here, there in pairwise(road):
        near = onward(certification, here)
        unseen = {to for state in near & set(hidden) for to in onward(certification, state)}
        assert there in near | unseen, (here, there)


def test_the_institution_does_not_see_what_is_not_announced(cal: Edition) -> None:
    for proceeding in cal.proceedings.values():
        for step in proceeding.steps:
            if step.how.vote and step.id == "decide":
                assert set(step.to.values()) <= set(proceeding.seen_as), proceeding.id


def test_the_institution_never_reads_opinions_findings_or_votes(cal: Edition) -> None:
    own = {role.id for role in cal.roles.values() if role.source == "institution"}
    for form in WITHIN:
        readers = {*cal.forms[form].readers, *cal.forms[form].writers}
        assert not readers & own, form


def test_a_refusal_comes_after_findings_and_with_written_reasons(cal: Edition) -> None:
    decide = cal.proceedings["certification"].step("decide")
    assert decide is not None
    on_no = {rule.rule: rule.args for rule in decide.provided if rule.on == "no"}
    assert on_no["answered"]["fields"] == ["reasons"]
    assert on_no["times"] == {"step": "announce_intended_refusal", "since": "appoint_anew", "at_least": 1}
    asked = [field.id for field in cal.forms["decision"].fields if field.when is None or "no" in field.when.outcomes]
    assert asked == ["good", "reasons", "missing", "to_do", "come_back"]


def test_a_certificate_is_taken_back_only_after_charges_and_an_announcement(cal: Edition) -> None:
    examination = cal.proceedings["examination"]
    revoking = [step.id for step in examination.steps for effect in step.effects if effect.args.get("do") == "revoke"]
    assert revoking == ["announce_revocation"]
    decide = examination.step("decide")
    assert decide is not None
    on_revoke = [rule.args for rule in decide.provided if rule.on == "revoke"]
    assert {"step": "press_charges", "at_least": 1} in on_revoke


def test_only_receipts_and_reminders_go_by_themselves(cal: Edition) -> None:
    alone = {letter.id for letter in cal.letters.values() if letter.alone}
    assert alone == {
        "receipt",
        "further_receipt",
        "remark_receipt",
        "withdrawal_receipt",
        "term_reminder",
        "expiry_reminder",
        "report_reminder",
    }


def test_every_term_that_runs_from_delivery_starts_with_a_letter(cal: Edition) -> None:
    for proceeding in cal.proceedings.values():
        for step in proceeding.steps:
            if any(cal.terms[each.name].starts_from == "delivery" for each in step.starts):
                assert step.letters, (proceeding.id, step.id)


@pytest.mark.parametrize("letter", LENGTHS)
def test_a_letter_says_how_long_its_term_is(cal: Edition, letter: str) -> None:
    name, polish, english = LENGTHS[letter]
    term = cal.terms[name]
    length = term.days or term.working_days or term.months
    assert polish.startswith(f"{length} ") and english.startswith(f"{length} ")
    assert polish in cal.document(f"letters/{letter}", "pl")
    assert english in cal.document(f"letters/{letter}", "en")


def test_no_polish_sentence_ends_with_a_date_whose_r_has_its_own_stop(cal: Edition) -> None:
    found = [name for name, text in cal.documents["pl"].items() if re.search(r"\{(today|due)\}\.", text)]
    assert found == []


def test_points_are_cited_and_practice_is_not(cal: Edition) -> None:
    assert cal.clause("pkt 8", "pl") == "pkt 8 Regulaminu"
    assert cal.clause("pkt 8", "en") == "pkt 8 of the Regulations"
    assert cal.clause("P", "pl") == ""


def test_the_twelve_points_are_told_in_both_languages(cal: Edition) -> None:
    for language in ("pl", "en"):
        points = re.findall(r"^(\d+)\. ", cal.document("texts/regulations", language), re.MULTILINE)
        assert points == [str(n) for n in range(1, 13)]


@pytest.mark.parametrize("name", ["laudation", "certificate", "annex-general", "annex-osl", "regulations"])
def test_long_texts_stand_in_both_languages(cal: Edition, name: str) -> None:
    assert all(cal.documents[language][f"texts/{name}"].strip() for language in ("pl", "en"))


def test_the_list_says_that_it_is_a_reconstruction(cal: Edition) -> None:
    assert "odtworzona" in cal.text(("scheme",), "pl", "banner")
    assert "reconstructed" in cal.text(("scheme",), "en", "banner")
    assert "stowarzyszenie, nie urząd" in cal.text(("scheme",), "pl", "about")


def test_readiness_points_at_indicators_only(cal: Edition) -> None:
    fits = {id for rule in readiness_of(CAL)["rule"] for id in rule["fits"]}
    assert fits <= set(leaves(cal, "general", "osl"))
