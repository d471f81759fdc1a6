"""Paper is an actor: the office enters a step on a document, in the name of whoever signed it."""

from datetime import timedelta

import pytest
from django.core import signing

from gromada.certification.actions import writing
from gromada.certification.actions.entering import enter_step, files_of, put_aside
from gromada.certification.models import Case, Document, StepTaken
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.records.files import take_in
from tests.builders.cases import World, act, fill, world_of
from tests.builders.people import works_in
from tests.certification.entering import letter
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page
from tests.journeys.papers import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_of("cal-2022")


@pytest.fixture
def case(world: World) -> Case:
    return act(world.begin(), "submit")


def office(world: World) -> Person:
    return world.members["office"][0]


def write(case: Case, document: Document, path: str, value: object, by: Person) -> None:
    writing.write(case, case.edition.built.forms["letter"], path, value, base=0, by=by, entry=document)


def test_the_office_enters_a_letter_of_the_head_through_the_pages(world: World, case: Case) -> None:
    cal, head, _editor = cast_of(world)
    page = case_page(cal.office, case).follow("Wpisz na podstawie dokumentu").follow("Wycofaj zgłoszenie")
    today = clock.today().strftime("%d.%m.%Y")
    told = {
        "Kto podpisał": world.head.name,
        "Jak przyszedł": "pismo na papierze",
        "Jak jest podpisany": "paper",
        "Data dokumentu": today,
    }
    page = (
        page.form("Zapisz dokument")
        .fill({**told, "Ich znak sprawy": "DO.12.2026", "files": photo("skan.png")})
        .submit()
    )
    page = page.sees("podpis na papierze", "DO.12.2026", "skan.png")
    page = page.form("take").fill({"text": "Rezygnujemy, bo mamy remont."}).submit()
    page.sees("Wycofane przez instytucję", f"wpisuje {office(world).name} na podstawie dokumentu (pismo na papierze)")
    case_page(head, case).sees("wpisano na podstawie dokumentu").misses(office(world).name, "skan.png")


def test_who_entered_it_and_on_what_basis_stands_in_the_step_and_in_the_journal(world: World, case: Case) -> None:
    document = letter(case, "withdraw", world.head, by=office(world))
    write(case, document, "text", "Rezygnujemy, bo mamy remont.", office(world))
    done = enter_step(document, by=office(world))
    assert isinstance(done, StepTaken)
    assert (done.person, done.entered_by, done.document) == (world.head, office(world), document)
    entry = Entry.objects.filter(verb="step.taken").last()
    assert entry is not None and entry.actor == str(office(world).uid)
    assert entry.facts["document"] == str(document.uid)


def test_the_day_of_the_step_is_the_document_s_posting_where_the_edition_says_so(world: World, case: Case) -> None:
    day = clock.today()
    dates = {
        "on": day - timedelta(days=5),
        "posted_on": day - timedelta(days=4),
        "received_on": day - timedelta(days=1),
    }
    document = letter(case, "withdraw", world.head, by=office(world), **dates)
    write(case, document, "text", "Rezygnujemy, bo mamy remont.", office(world))
    done = enter_step(document, by=office(world))
    assert isinstance(done, StepTaken) and done.on == day - timedelta(days=4)


def test_a_head_who_is_not_known_here_signs_by_name(world: World, case: Case) -> None:
    document = letter(case, "withdraw", by=office(world), name="Bogumiła Szpak")
    write(case, document, "text", "Rezygnujemy, bo mamy remont.", office(world))
    done = enter_step(document, by=office(world))
    assert isinstance(done, StepTaken) and done.person is None and document.sender == "Bogumiła Szpak"


def test_only_the_office_enters_documents(world: World, case: Case) -> None:
    for person in (world.head, world.members["board"][0], works_in(world.institution)):
        with pytest.raises(Refusal, match="sekretariat"):
            letter(case, "withdraw", world.head, by=person)
    document = letter(case, "withdraw", world.head, by=office(world))
    with pytest.raises(Refusal, match="sekretariat"):
        enter_step(document, by=world.head)


def test_the_rules_of_the_step_hold_on_paper(world: World, case: Case) -> None:
    """Nobody has declared impartiality, and nobody is named: the board's letter does not change that."""
    document = letter(case, "open_case", world.members["board"][0], by=office(world))
    with pytest.raises(Refusal) as refused:
        enter_step(document, by=office(world))
    assert refused.value.reasons and not StepTaken.objects.filter(step="open_case").exists()


def test_a_document_says_one_thing_once(world: World, case: Case) -> None:
    document = letter(case, "withdraw", world.head, by=office(world))
    write(case, document, "text", "Rezygnujemy, bo mamy remont.", office(world))
    enter_step(document, by=office(world))
    with pytest.raises(Refusal):
        enter_step(document, by=office(world))
    with pytest.raises(Refusal):
        put_aside(document, by=office(world))


def test_a_document_without_a_scan_says_where_the_paper_lies(world: World, case: Case) -> None:
    with pytest.raises(Refusal, match="skan"):
        letter(case, "withdraw", world.head, by=office(world), our_number="")


def test_a_signature_that_the_edition_does_not_accept_is_refused(world: World, case: Case) -> None:
    with pytest.raises(Refusal, match="przyjmuje"):
        letter(case, "withdraw", world.head, by=office(world), signature="stamp")
    with pytest.raises(Refusal, match="Opisz"):
        letter(case, "withdraw", world.head, by=office(world), signature="other")


def test_days_that_cannot_be_are_refused_at_their_fields(world: World, case: Case) -> None:
    today = clock.today()
    with pytest.raises(Refusal) as refused:
        letter(case, "withdraw", world.head, by=office(world), on=today, received_on=today - timedelta(days=1))
    assert [no.where for no in refused.value.reasons] == ["received_on"]
    with pytest.raises(Refusal) as refused:
        letter(case, "withdraw", world.head, by=office(world), on=today + timedelta(days=1))
    assert {no.where for no in refused.value.reasons} == {"dated_on", "received_on"}


def test_whoever_did_not_sit_in_the_body_that_day_did_not_sign_for_it(world: World, case: Case) -> None:
    board = world.members["board"][0]
    board.memberships.update(since=clock.today())
    with pytest.raises(Refusal, match="nie pełniła tej roli"):
        letter(case, "open_case", board, by=office(world), on=clock.today() - timedelta(days=1))


def test_terms_are_judged_by_the_day_of_posting(world: World, case: Case) -> None:
    """An answer posted on the last day is in time, although it comes and is entered a week later."""
    act(case, "open_case")
    act(case, "ask_to_complete")
    run = case.terms.get(term="completion")
    run.started_on, run.due_on = clock.today() - timedelta(days=20), clock.today() - timedelta(days=6)
    run.save()
    posted = run.due_on
    document = letter(
        case,
        "complete",
        world.head,
        by=office(world),
        on=posted,
        posted_on=posted,
        received_on=posted + timedelta(days=2),
    )
    fill(case, "application", by=world.head)
    enter_step(document, by=office(world))
    run.refresh_from_db()
    assert run.met_on == posted


def test_a_scan_is_chosen_once_however_often_the_form_comes_back(world: World, case: Case) -> None:
    cal, _head, _editor = cast_of(world)
    page = case_page(cal.office, case).follow("Wpisz na podstawie dokumentu").follow("Wycofaj zgłoszenie")
    told = {"Kto podpisał": world.head.name, "Jak przyszedł": "pismo na papierze", "Jak jest podpisany": "paper"}
    scans = [photo("skan.png"), photo("odwrót.png")]
    page = page.form("Zapisz dokument").fill({**told, "Data dokumentu": "kiedyś", "files": scans}).submit(status=400)
    form = page.sees("Już dołączone", "skan.png", "odwrót.png").form("Zapisz dokument")
    today = clock.today().strftime("%d.%m.%Y")
    form.fill({"Data dokumentu": today, "kept": ["skan.png"]}).submit().sees("skan.png").misses("odwrót.png")
    assert [row.name for rows in files_of([case.documents.get()]).values() for row in rows] == ["skan.png"]


def test_words_that_the_house_did_not_sign_attach_nothing(world: World, case: Case) -> None:
    cal, _head, _editor = cast_of(world)
    page = case_page(cal.office, case).follow("Wpisz na podstawie dokumentu").follow("Wycofaj zgłoszenie")
    told = {"Kto podpisał": world.head.name, "Jak przyszedł": "pismo na papierze", "Jak jest podpisany": "paper"}
    sent = page.form("Zapisz dokument").fill({**told, "Data dokumentu": clock.today().strftime("%d.%m.%Y")}).sent()
    stored, name = take_in(photo("cudzy.png"))
    answer = cal.office.client.post(page.url, {**sent, "kept": [signing.dumps([stored.digest, name], salt="another")]})
    assert answer.status_code == 400 and "Dołącz skan" in answer.content.decode().replace("\u00a0", " ")
    assert not case.documents.exists()
