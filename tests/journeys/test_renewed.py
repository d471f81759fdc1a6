"""A third certificate under a changed edition: what is different is read, what still stands is taken over, the rest is written anew."""

from datetime import date, timedelta

import pytest

from gromada.certification.history.entering import enter
from gromada.certification.models import Carried, Case, Certificate, CertificateEvent, Evidence
from gromada.certification.proceeding import content as contents
from gromada.certification.queries.facts import working_copy
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.records.models import Record
from gromada.standards.models import Edition
from tests.builders.cases import act, edition_row, fill, world_of
from tests.journeys import adverse
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import (
    agree_finding,
    autosave,
    declare,
    done,
    judge,
    open_the_case,
    post_letter,
    sit,
    step,
    take,
)  # fmt: skip
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db
SECOND, ENDS = date(2026, 3, 2), date(2030, 12, 31)
STORY = "Klucze mają trzy sąsiadki, a grafik układa się sam."
NEW_NAME = "Mieszkańcy mają własne klucze do miejsca, z którego korzystają sami"
TO_ISSUE = (
    ("open_case", None), ("admit", None), ("give_opinion", None), ("agree_finding", None), ("decide", "yes"), ("announce_grant", None),
    ("issue", None), ("hand_over", None),
)  # fmt: skip


def test_a_third_certificate_under_a_changed_edition() -> None:
    with clock.at(SECOND):
        world = world_of()
        cal, head, editor = cast_of(world)
        enter(
            world.institution,
            edition_row("cal-2013"),
            by=cal.office.who,
            valid_from="2014",
            valid_to="2017",
            source="kronika",
        )
        second = certified(world.begin(), editor, head)
    with clock.at(date(2029, 5, 7)):
        publish_a_new_edition(cal)
    with clock.at(date(2030, 2, 4)):
        page = (
            head.visit("/pulpit/").sees("Wasz certyfikat jest ważny do 31 grudnia 2030 r.").follow("CUS Przykładowice")
        )
        what_is_different(page)
        case = taken_over(page)
        looked_at_again(head, editor, case)
        take(head, case, "submit").sees(done(case, "submit"))
    with clock.at(date(2030, 3, 4)):
        third = decided(cal, case)
    assert (third.award, third.edition.key, third.label) == (3, "cal-2029", "2031–2035")
    assert (third.starts_on, third.ends_on) == (date(2031, 1, 1), date(2035, 12, 31))
    assert second.ends_on == ENDS
    with clock.at(date(2030, 12, 31)):
        run_all()
        Browser().visit(f"/s/{second.number}/").sees("Tak, ten certyfikat jest ważny")
    with clock.at(date(2031, 1, 1)):
        run_all()
        Browser().visit(f"/s/{second.number}/").sees("ważność upłynęła")
        Browser().visit(f"/s/{third.number}/").sees("Tak, ten certyfikat jest ważny")


def certified(case: Case, editor: Browser, head: Browser) -> Certificate:
    """The second certificate, with a story, evidence that stays, and a photo whose file is taken away later."""
    fill(case, "application", by=head.who, over={"standards:S1:narrative": STORY})
    for kind, title, facts in (
        ("text", "Klucze", {"W kilku zdaniach": "Trzy komplety, dwa u mieszkanek."}),
        ("count", "Spotkania bez nas", {"Ile": "48", "Co policzono": "spotkań"}),
    ):
        page = (
            step(editor, case, "submit")
            .follow("S1 Miejsce i otwartość")
            .follow("S1.1")
            .form("evidence")
            .submit("evidence")
        )
        page.form("Dodaj").fill({"kind": kind, "Krótka nazwa": title, **facts}).submit().sees(f"Dodane: {title}")
    act(case, "submit")
    for name, outcome in TO_ISSUE:
        act(case, name, outcome=outcome)
    Record.objects.filter(title="Spotkania bez nas").update(revealing=True)  # it turned out to disclose something
    assert case.certificate
    return case.certificate


def publish_a_new_edition(cal: Issuer) -> None:
    """The office drafts it from the last one in the browser: one indicator reads otherwise, one is new, one is dropped."""
    page = cal.office.visit("/pulpit/").follow("Edycje").form("Przygotuj nową edycję").submit()
    page.form("Zapisz wersję").fill({"version": "2029"}).submit()
    page.again().follow("S1.1").form("Zapisz").fill({"standard/S1.1/name|pl": NEW_NAME}).submit()
    new = {
        "id": "S2.9",
        "under": "S2a",
        "name|pl": "Jest ławka, którą postawili mieszkańcy",
        "name|en": "A bench by residents",
        "required": "on",
    }
    form = page.again().follow("Dodaj wskaźnik").form("Zapisz")
    new["id"] = "S2-9"
    form.fill(new).submit()
    page.again().follow("S12.2").form("Usuń z nowej edycji").submit()
    board = cal.of("board").visit(page.url).form("Ogłoś")
    board.fill({"on": clock.today().strftime("%d.%m.%Y"), "name": "uchwała nr 7/2029"}).submit().sees(
        "Ogłoszone i zamrożone"
    )
    assert Edition.objects.get(current=True, history_only=False).key == "cal-2029"


def what_is_different(page: Page) -> None:
    page.sees(
        "Obecny certyfikat jest ważny do 31 grudnia 2030 r.", "Kolejne zgłoszenie można wysłać już teraz", "2031–2035"
    )
    page.sees("Edycja 2022 → 2029", "nowe – 1", "zmienione – 1", "odpadają – 1", "S2-9 Jest ławka", "S12.2")
    marked = [i.text_content() for i in page.all("//ins")]
    assert any("własne klucze do" in text for text in marked) and not any(text == NEW_NAME for text in marked)
    page.sees("teraz brzmi inaczej: odpowiedź dajecie na nowo", STORY, "Klucze", "1 potwierdzenie zostaje")
    page.misses("Spotkania bez nas")


def taken_over(page: Page) -> Case:
    """Everything but S3 comes along; the record of the evidence is the same one."""
    boxes = [b for b in page.all("//input[@name='-standard']/@value")]
    assert "S1" in boxes and "S3" in boxes
    records = Record.objects.count()
    page = page.form("Zacznij kolejne zgłoszenie").fill({"-standard": [b for b in boxes if b != "S3"]}).submit()
    page.sees("Kolejne zgłoszenie jest otwarte", "Każde czeka, aż ktoś sprawdzi", "Część została")
    case = Case.objects.latest("pk")
    held = working_copy(case, "application")
    assert case.edition.key == "cal-2029" and case.annexes == ["osl"]
    assert held["standards:S1:narrative"] == STORY and held["standards:S2.1"] == "met"
    assert "standards:S1.1" not in held, "its question reads otherwise: it is answered anew"
    assert "standards:S3.1" not in held and "declaration" not in held and held["mission"]
    assert Record.objects.count() == records
    assert [e.record.title for e in Evidence.objects.filter(case=case)] == ["Klucze"]
    return case


def looked_at_again(head: Browser, editor: Browser, case: Case) -> None:
    """The head sees what nobody has looked at; a changed text and "it is still so" take the mark away."""
    page = step(head, case, "submit").sees(
        "Sprawdź jeszcze raz", "przeniesion", "zgłoszenie z 2 marca 2026 r. (CAL/2026/1)"
    )
    waiting = Carried.objects.filter(case=case, checked_at=None).count()
    node = (
        step(editor, case, "submit")
        .follow("S1 Miejsce i otwartość")
        .follow("S1.1")
        .sees("sprawdź jeszcze raz", "Klucze")
    )
    node.form("Nadal tak jest").submit()
    assert Carried.objects.filter(case=case, checked_at=None).count() == waiting - 1
    row = case.answers.get(path="mission")
    assert (
        autosave(
            editor,
            case,
            "application",
            "mission",
            "Jesteśmy po to, żeby sąsiedzi mieli gdzie się spotkać i o czym razem postanowić.",
            row.version,
        ).status_code
        == 200
    )
    titles = page.again().all("//summary[contains(., 'Które')]/..//li/a/text()")
    assert len(titles) == waiting - 2, titles
    edition, form = case.edition.built, case.edition.built.forms["application"]
    missing = [s.path for s in contents.missing(edition, form, case.parts, working_copy(case, "application"))]
    assert {"standards:S1.1", "standards:S2-9", "standards:S3.1", "declaration"} <= set(missing)
    assert not step(head, case, "submit").offers("take") or take(head, case, "submit", status=400)
    fill(case, "application", by=head.who)


def decided(cal: Issuer, case: Case) -> Certificate:
    """The rest of the road, through the pages."""
    responsible = open_the_case(cal, case)
    named = cal.members["experts"][:2]
    take(responsible, case, "admit", {"experts": [p.name for p in named]})
    experts = [cal.browser(p) for p in named]
    for expert in experts:
        declare(expert)
    for expert in experts:
        judge(expert, case, "Widać to w grafiku i w kluczach.")
    agree_finding(responsible, experts, case)
    sit(
        cal,
        case,
        "decide",
        {"good": "Miejsce należy do mieszkańców, a zespół umie im oddać klucze i czas."},
        "Przyznać certyfikat",
    )
    take(cal.office, case, "announce_grant")
    post_letter(cal.office, case, "grant", "")
    take(cal.of("board"), case, "issue").sees("Certyfikat wydany")
    take(cal.office, case, "finish_without_ceremony")
    return Certificate.objects.get(case=case)


def test_an_early_renewal_is_written_before_its_time_and_sent_in_its_time() -> None:
    with clock.at(SECOND):
        world = world_of()
        _cal, head, _editor = cast_of(world)
        adverse.certified(world)
    with clock.at(date(2028, 6, 1)):
        page = head.visit("/pulpit/").follow("Zacznij zgłoszenie").sees("nie trzeba pisać drugi raz")
        page = page.follow("Zacznij od tego, na podstawie czego przyznano CAL/2026/1")
        page.sees("Kolejne zgłoszenie można wysłać od 31 grudnia 2029 r.", "nie przepada ani jeden dzień")
        page.form("Zacznij kolejne zgłoszenie").submit()
        early = Case.objects.latest("pk")
        fill(early, "application", by=head.who)
        page = step(head, early, "submit").sees(
            "Kolejne zgłoszenie można wysłać od 31 grudnia 2029", "pkt 9 Regulaminu"
        )
        assert page.form("Wyślij zgłoszenie").pressed.greyed
    with clock.at(date(2029, 12, 30)):
        assert not step(head, early, "submit").offers("take")
    with clock.at(date(2029, 12, 31)):
        take(head, early, "submit").sees(done(early, "submit"))


def test_what_was_given_up_is_not_offered_as_if_it_counted() -> None:
    with clock.at(SECOND):
        world = world_of()
        _cal, head, _editor = cast_of(world)
        certificate = adverse.certified(world)
        head.visit("/pulpit/").sees("Kolejny certyfikat")
        CertificateEvent.objects.create(
            certificate=certificate, kind="resign", effective_on=SECOND, shown_on=SECOND, at=clock.now()
        )
    with clock.at(SECOND + timedelta(days=1)):
        head.visit("/pulpit/").misses("Kolejny certyfikat", "Wasz certyfikat jest ważny")
        head.visit(f"/sprawy/certyfikat/{certificate.uid}/").misses("Zobacz i zacznij kolejne zgłoszenie")


def test_who_has_nothing_to_do_with_it_learns_nothing() -> None:
    with clock.at(SECOND):
        world = world_of()
        cal, _head, _editor = cast_of(world)
        url = f"/sprawy/certyfikat/{adverse.certified(world).uid}/kolejny/"
        other = cast_of(world_of())[1]
        assert other.raw(url).status_code == 404
        office = cal.office.visit(url).sees("Kolejne zgłoszenie zaczynają osoby z instytucji")
        assert not office.offers("Zacznij kolejne zgłoszenie")
        assert cal.office.client.post(url, headers={"x-csrftoken": ""}).status_code in (403, 404)
