"""Schemes that nobody wrote a line of code for, each walked through the pages from its beginning to its end."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from gromada.certification.actions import clockwork
from gromada.certification.models import Case, Certificate
from gromada.cli.main import main
from gromada.institutions.models import Function
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.standards.models import Edition
from tests.builders.cases import institution_of
from tests.builders.people import seats, sits_in, works_in
from tests.journeys.cast import Issuer
from tests.journeys.chapters import case_page, declare, post_letter, step, the_case
from tests.journeys.driver import Browser, Page
from tests.journeys.filling import filled

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def loaded(root: Path):  # type: ignore[no-untyped-def]
    """Loads a scheme as the command does; gives its people, and somebody who leads an institution that asks for it."""

    def load(name: str) -> tuple[Issuer, Browser]:
        assert main(["edition", "load", str(root / "tests" / "editions" / name)]) == 0
        edition = Edition.objects.select_related("issuer").get()
        people = {b: [sits_in(edition.issuer, b) for _ in range(n)] for b, n in seats(edition.built).items()}
        cal = Issuer(edition, people)
        return cal, cal.browser(works_in(institution_of(edition, name="Stara Cegielnia"), Function.Kind.HEAD))

    return load


def begun(head: Browser) -> Case:
    page = head.visit("/pulpit/").follow("Zacznij zgłoszenie")
    page.form("Zacznij pisać").submit()
    return the_case()


def go(who: Browser, case: Case, name: str, outcome: str = "", **typed: object) -> Page:
    """Fills in everything the page of a step asks, and takes the step."""
    page = filled(step(who, case, name), case, name, outcome, **typed)
    choice = {"outcome": outcome} if outcome else {}
    answer = page.form("take").fill(choice).submit()
    case.refresh_from_db()
    return answer


def test_a_flat_list_with_a_scale_and_two_reviewers(loaded) -> None:  # type: ignore[no-untyped-def]
    with clock.at(DAY):
        guild, keeper = loaded("flat-reviews")
        case = begun(keeper)
        go(keeper, case, "hand_in")
        readers = [guild.of("readers", n) for n in (0, 1)]
        named = {"who": [r.who.name for r in readers]}
        step(guild.office, case, "choose_readers").form("take").fill(named).submit(status=400)
        for reader in readers:
            declare(reader)
        go(guild.office, case, "choose_readers")
        for reader in readers:
            go(reader, case, "read")
        filled(step(readers[0], case, "agree"), case, "agree").form("agree").submit("agree")
        step(readers[1], case, "agree").form("agree").submit("agree")
        go(readers[0], case, "agree")
        go(guild.office, case, "conclude", "award")
    case.refresh_from_db()
    assert case.state == "awarded" and Certificate.objects.get().number
    case_page(keeper, case).sees("Sprawa zakończona")


def test_a_round_of_mending_before_the_seal(loaded) -> None:  # type: ignore[no-untyped-def]
    with clock.at(DAY):
        guild, keeper = loaded("flat-reviews")
        case = begun(keeper)
        go(keeper, case, "hand_in")
        readers = [guild.of("readers", n) for n in (0, 1)]
        step(guild.office, case, "choose_readers").form("take").fill({"who": [r.who.name for r in readers]}).submit(
            status=400
        )
        for reader in readers:
            declare(reader)
        go(guild.office, case, "choose_readers")
        for reader in readers:
            go(reader, case, "read")
        for reader in readers:
            filled(step(reader, case, "agree"), case, "agree").form("agree").submit("agree")
        go(readers[0], case, "agree")
        go(guild.office, case, "conclude", "again", words="The corner by the window is dark.")
        assert case.state == "mending"
        go(keeper, case, "hand_in_again")
        assert case.state == "handed_in" and case.snapshots.count() == 2


def test_points_are_summed_a_jury_sees_the_place_and_votes(loaded) -> None:  # type: ignore[no-untyped-def]
    with clock.at(DAY):
        trust, owner = loaded("scored")
        case = begun(owner)
        go(owner, case, "enter")
        go(owner, case, "hand_in")
        jurors = [trust.of("jurors", n) for n in range(3)]
        step(trust.office, case, "call_jury").form("take").fill({"members": [j.who.name for j in jurors]}).submit(
            status=400
        )
        for juror in jurors:
            declare(juror)
        go(trust.office, case, "call_jury")
        go(jurors[0], case, "visit")
        go(jurors[1], case, "give_points")
        vote(trust, jurors, case, "decide", "higher")
        go(trust.office, case, "award")
        run_all()
    Browser().visit("/rejestr/?q=cegielnia").sees("Stara Cegielnia", "ważny")
    look = Case.objects.get(proceeding="yearly_look")
    with clock.at(DAY + timedelta(days=365)):
        go(trust.office, look, "look", "well", state="in full")
        assert look.closed_on and Case.objects.filter(proceeding="yearly_look", closed_on__isnull=True).count() == 1


def vote(side: Issuer, people: list[Browser], case: Case, name: str, choice: str, **draft: object) -> None:
    """A vote in the way the body votes: drafted, called, everybody votes for themselves, closed."""
    page = filled(step(people[0], case, name), case, name, choice, **draft)
    page = page.form("save").submit("Zapisz i dokończ później").follow("Zwołaj posiedzenie")
    sitting = (
        page.form("Otwórz posiedzenie")
        .fill({"on": clock.today().strftime("%d.%m.%Y"), "chair": people[0].who.name})
        .submit()
    )
    for person in people:
        person.visit(sitting.url).form("Oddaj głos").fill({"choice": choice, "person": str(person.who.uid)}).submit()
    people[0].visit(sitting.url).form("Zamknij głosowanie").fill({"minutes": "Wszyscy tak samo."}).submit()
    case.refresh_from_db()


def test_a_committee_grants_and_the_label_runs_out(loaded) -> None:  # type: ignore[no-untyped-def]
    with clock.at(DAY):
        league, chef = loaded("two-tier")
        case, committee = reported(league, chef)
        vote(league, committee[:4], case, "decide", "grant")
        go(league.office, case, "award")
        assert case.state == "awarded"
    assert Certificate.objects.get().ends_on == date(2028, 3, 1)


def reported(league: Issuer, chef: Browser) -> tuple[Case, list[Browser]]:
    """A dossier, lodged and reported on by one of the committee, who then has no vote."""
    case = begun(chef)
    go(chef, case, "lodge")
    committee = [league.of("committee", n) for n in range(5)]
    step(committee[0], case, "name_rapporteur").form("take").fill({"who": committee[4].who.name}).submit(status=400)
    declare(committee[4])
    go(committee[0], case, "name_rapporteur")
    go(committee[4], case, "report")
    return case, committee


def test_a_refusal_stands_when_nobody_appeals_in_time(loaded) -> None:  # type: ignore[no-untyped-def]
    with clock.at(DAY):
        league, chef = loaded("two-tier")
        case, committee = reported(league, chef)
        vote(
            league,
            committee[:4],
            case,
            "decide",
            "refuse",
            reasons="Nobody may taste before choosing, and the meals arrive cold.",
        )
        case_page(chef, case).sees("rapport remis").misses("refusé", "Ruch ma: chef de cuisine", "appeal")
        run_all()
        Browser().visit("/rejestr/?q=cegielnia").misses("Stara Cegielnia")
    with clock.at(DAY + timedelta(days=40)):
        assert clockwork.turn() == 0, "the term waits for the delivery of the letter"
        post_letter(league.office, case, "refusal")
    with clock.at(DAY + timedelta(days=62)):
        assert clockwork.turn() == 1
        case_page(chef, case).sees("Sprawa zakończona: refus définitif")
