"""Somebody without an account writes a remark: about a benefit, which belongs elsewhere, and about what the certificate says.

Whoever wrote is known to the office alone; the institution and everybody outside learn nothing, by any way.
"""

import io
import re
import zipfile
from datetime import date, timedelta

import pypdf
import pytest
from django.core import mail

from gromada.certification.models import Case, Certificate, Letter, Sender
from gromada.journal.following import run_all
from gromada.journal.models import Entry, Payload
from gromada.kit import clock
from gromada.paper.actions.setting_letters import files_of
from tests.builders.cases import World, world_of
from tests.builders.people import sits_in
from tests.journeys import post
from tests.journeys.adverse import certified
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page, take
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
CLOSED = "Od jesieni świetlica stoi zamknięta na kłódkę, a na drzwiach nie ma żadnej kartki."
BENEFIT = "Nie dostałam w tym miesiącu pieniędzy na opał i nikt mi nie powiedział dlaczego."
WORK = "tego, jak ta instytucja pracuje z mieszkańcami"
NAME, MAIL = "Genowefa Przybyłowicz", "genowefa@poczta.example"


@pytest.fixture
def world() -> World:
    with clock.at(DAY):
        world = world_of()
        certified(world)
        run_all()
    return world


def certificate_of(world: World) -> Certificate:
    return Certificate.objects.get(institution=world.institution)


def found(visitor: Browser, world: World) -> Page:
    """From the footer of any page, by a part of the name, to the first question."""
    page = visitor.visit("/").follow("Uwagi").sees("Uwagi nie są publiczne")
    page = page.form("Szukaj").fill({"Miejscowość albo nazwa": "przykladow"}).submit()
    return page.follow(world.institution.name).sees("Czego dotyczy uwaga?", "Wystarczy kilka zdań")


def written(visitor: Browser, world: World, text: str, matter: str, **who: str) -> Page:
    page = found(visitor, world).form("Dalej").fill({"Czego dotyczy uwaga?": matter}).submit()
    typed = {"Co chcesz nam powiedzieć?": text}
    typed |= {"Imię i nazwisko": who["name"]} if "name" in who else {}
    typed |= {"E-mail, telefon albo adres": who["contact"]} if "contact" in who else {}
    return page.form("Wyślij uwagę").fill(typed).submit().sees("Uwaga dotarła")


def number_on(page: Page) -> str:
    return re.search(r"\d{4} \d{4} \d{4}", page.text.replace("\xa0", " "))[0]  # type: ignore[index]


def read(number: str) -> Page:
    return Browser().visit("/uwagi/numer/").form("Pokaż").fill({"Numer uwagi": number}).submit()


def file_of(who: Browser, case: Case) -> str:
    """The index of the whole file of a case."""
    answer = who.raw(f"/pismo/sprawa/{case.uid}/akta.zip")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("index.json").decode()


def pdf_of(letter: Letter) -> str:
    letter.refresh_from_db()
    pages = pypdf.PdfReader(io.BytesIO(files_of(letter).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\xa0", " ").split())


def nobody_of_the_institution_sees(world: World, head: Browser, *cases: Case) -> None:
    for case in cases:
        for path in ("", "-/pisma/", "sort_remark/", "-/kto-napisal/"):
            assert head.raw(f"/sprawy/{case.uid}/{path}").status_code == 404, path
    certificate = certificate_of(world)
    for path in (f"/sprawy/certyfikat/{certificate.uid}/", "/pulpit/", "/pulpit/sprawy/", "/pulpit/kalendarz/"):
        head.visit(path).misses("uwaga z zewnątrz", NAME, CLOSED, BENEFIT, *[str(case.number) for case in cases])


def test_the_form_says_first_that_a_benefit_belongs_elsewhere_and_keeps_nothing(world: World) -> None:
    with clock.at(DAY):
        visitor = Browser()
        page = found(visitor, world).form("Dalej")
        page = page.fill({"Czego dotyczy uwaga?": "zasiłku, decyzji albo pomocy"}).submit()
        page.sees(
            "Gdzie się z tym zwrócić", "Samorządowego Kolegium Odwoławczego", "14 dni", "127", "Niczego z tego nie"
        )
        assert not page.all("//textarea") and not Case.objects.filter(proceeding="complaint").exists()
        assert not visitor.client.cookies
        page.follow("Moja uwaga dotyczy czegoś innego").sees("Czego dotyczy uwaga?")


def test_a_benefit_matter_that_came_as_something_else_is_answered_with_the_right_address(world: World) -> None:
    with clock.at(DAY):
        cal, head, _editor = cast_of(world)
        sent = written(Browser(), world, BENEFIT, "czegoś innego", name=NAME, contact=f"tel. 600 100 200, {MAIL}")
        number = number_on(sent)
        post.deliver()
        [receipt] = post.letters_to(MAIL)
        assert number in receipt.body and BENEFIT not in receipt.body and world.institution.name not in receipt.body
        read(number).sees("Czytamy tę uwagę", "Odpowiedź będzie tu najpóźniej 1 kwietnia 2026").misses("Przykładowic")
        case = Case.objects.get(proceeding="complaint")
        cal.office.visit("/pulpit/").sees("Uwaga przyszła z zewnątrz")
        case_page(cal.office, case).sees(NAME, MAIL, number, "Określ, czego dotyczy")
        commission = cal.of("commission")
        case_page(commission, case).misses(NAME, MAIL, number, "Kto napisał")
        nobody_of_the_institution_sees(world, head, case)
    with clock.at(DAY + timedelta(days=2)):
        take(cal.office, case, "point_elsewhere").sees("Odpowiedź udzielona")
        read(number).sees("Czytamy tę uwagę").misses("Kolegium")
        letter = case.letters.get(letter="remark_elsewhere")
        page = cal.office.visit(f"/sprawy/{case.uid}/-/pisma/{letter.uid}/")
        page.form("Wyślij pismo").fill({"Jak idzie pismo": "do przeczytania pod numerem uwagi"}).submit()
        read(number.replace(" ", "")).sees("Gdzie się zwrócić z tą sprawą", "Samorządowe Kolegium Odwoławcze")
        run_all()
        certificate = certificate_of(world)
        assert not certificate.events.exists() and not Case.objects.filter(proceeding="examination").exists()
        case_page(cal.of("board"), case).misses(NAME, MAIL)
        for who, knows in ((cal.of("board"), False), (cal.office, True)):
            assert (NAME in file_of(who, case)) is knows
        cal.office.visit("/pulpit/sprawy/?q=" + number.replace(" ", "+")).sees(case.number)
        page = case_page(cal.office, case).press("Usuń nazwisko i adres").sees("Nazwisko i adres są usunięte")
        page.misses(NAME, MAIL)
        assert NAME in pdf_of(letter), "what went is kept as it went"
        run_all()
        assert NAME not in pdf_of(letter) and "Kolegium" in pdf_of(letter)
        read(number).sees("Samorządowe Kolegium Odwoławcze")


def test_several_remarks_go_their_own_ways_and_two_of_them_to_one_examination(world: World) -> None:
    with clock.at(DAY):
        cal, head, _editor = cast_of(world)
        numbers = [number_on(written(Browser(), world, CLOSED, WORK)) for _ in range(3)]
        assert len(set(numbers)) == 3
        first, second, third = Case.objects.filter(proceeding="complaint").order_by("pk")
        take(
            cal.office, third, "set_aside", {"reasons": "To samo, co w dwóch pozostałych uwagach; odpowiedź jest tam."}
        )
        commission = cal.of("commission")
        for case in (first, second):
            take(cal.office, case, "sort_remark", {"concerns": "standardów"}).sees("Wiadomo, czego dotyczy")
            reasons = {"reasons": "Trzeba sprawdzić na miejscu, czy świetlica działa."}
            take(commission, case, "examine_remark", reasons).sees("Przekazana do wyjaśnienia")
        examination = Case.objects.get(proceeding="examination")
        assert {case.pk for case in Case.objects.filter(taken__leads_to=examination)} == {first.pk, second.pk}
        page = case_page(commission, first).follow("Wyjaśnianie sprawy")
        assert str(examination.uid) in page.base
        opening = {
            "source": "z uwagi", "grounds": "Z kilku stron słyszymy, że świetlica stoi zamknięta od jesieni.", "indicators": "S1.1",
        }  # fmt: skip
        take(commission, examination, "open_examination", opening).sees("Zgłoszona do wyjaśnienia")
        page = case_page(commission, examination)
        page.sees(f"Uwaga z zewnątrz {first.number}", f"Uwaga z zewnątrz {second.number}").misses(third.number)
        nobody_of_the_institution_sees(world, head, first, second, third)
        read(numbers[0]).sees("Czytamy tę uwagę").misses("wyjaśni", "Komisj")
        read(numbers[2]).sees("Uwaga została przeczytana")
        visitor = Browser()
        public = visitor.visit(f"/rejestr/{world.institution.slug}/").text
        assert "wyjaśni" not in public and "zamknięta" not in public


def test_a_remark_by_telephone_is_recorded_by_the_office_and_gets_a_number(world: World) -> None:
    with clock.at(DAY):
        cal, head, _editor = cast_of(world)
        certificate = certificate_of(world)
        page = cal.office.visit(f"/sprawy/certyfikat/{certificate.uid}/").press("Zapisz uwagę")
        page.form("take").fill({"from_whom": "od mieszkanki lub mieszkańca", "text": CLOSED}).submit()
        case = Case.objects.get(proceeding="complaint")
        page = case_page(cal.office, case).sees("Ta osoba nie podała, kim jest").follow("Zapisz, kto napisał")
        page = page.form("Zapisz").fill({"Imię i nazwisko": NAME, "E-mail, telefon": "600 100 200"}).submit()
        number = number_on(page.sees(NAME, "600 100 200"))
        # The next call about the same certificate does not wait for this one.
        cal.office.visit(f"/sprawy/certyfikat/{certificate.uid}/").press("Zapisz uwagę").sees("Zapisz treść tak")
        take(cal.office, case, "sort_remark", {"concerns": "standardów"})
        take(cal.office, case, "answer_remark", {"answer": "Zapytaliśmy: świetlica jest w remoncie do maja."})
        letter = case.letters.get(letter="remark_answer")
        page = cal.office.visit(f"/sprawy/{case.uid}/-/pisma/{letter.uid}/").form("Wyślij pismo")
        page.fill({"Jak idzie pismo": "do przeczytania pod numerem"}).submit()
        read(number).sees("świetlica jest w remoncie do maja")
        nobody_of_the_institution_sees(world, head, case)


def test_whoever_works_in_the_institution_sees_no_remark_even_from_the_commission(world: World) -> None:
    with clock.at(DAY):
        _cal, head, _editor = cast_of(world)
        written(Browser(), world, CLOSED, WORK)
        sits_in(world.issuer, "commission", head.who)
        nobody_of_the_institution_sees(world, head, Case.objects.get(proceeding="complaint"))


def test_what_is_missing_is_said_and_nothing_typed_is_lost(world: World) -> None:
    with clock.at(DAY):
        page = found(Browser(), world).form("Dalej").submit(status=400).sees("Czego dotyczy uwaga?")
        page = page.form("Dalej").fill({"Czego dotyczy uwaga?": WORK}).submit()
        typed = {"Co chcesz nam powiedzieć?": "PESEL 44051401359, proszę oddzwonić", "Imię i nazwisko": NAME}
        page = page.form("Wyślij uwagę").fill(typed).submit(status=400).sees("PESEL")
        assert not Case.objects.filter(proceeding="complaint").exists() and not Sender.objects.exists()
        assert page.form("Wyślij uwagę").value("Imię i nazwisko") == NAME
        trapped = page.form("Wyślij uwagę").fill({"Co chcesz nam powiedzieć?": CLOSED, "ma zostać puste": "http://"})
        page = trapped.submit(status=400).sees("które ma zostać puste")
        twice = page.form("Wyślij uwagę").fill({"ma zostać puste": ""})
        numbers = {number_on(twice.submit()) for _ in range(2)}
        assert len(numbers) == 1 and Case.objects.filter(proceeding="complaint").count() == 1
        assert not mail.outbox


def test_a_number_cannot_be_found_by_trying(world: World) -> None:
    with clock.at(DAY):
        number = number_on(written(Browser(), world, CLOSED, WORK))
        browser = Browser()
        for wrong in range(20):
            page = browser.visit("/uwagi/numer/").form("Pokaż").fill({"Numer uwagi": f"{wrong:012}"})
            page.submit(status=400).sees("Nie znamy tego numeru")
        page = browser.visit("/uwagi/numer/").form("Pokaż").fill({"Numer uwagi": number}).submit(status=400)
        page.sees("Za dużo numerów")


def test_one_connection_sends_no_flood(world: World) -> None:
    with clock.at(DAY):
        visitor = Browser()
        for _ in range(30):
            written(visitor, world, CLOSED, WORK)
        page = found(visitor, world).form("Dalej").fill({"Czego dotyczy uwaga?": WORK}).submit()
        page = page.form("Wyślij uwagę").fill({"Co chcesz nam powiedzieć?": CLOSED}).submit(status=400)
        page.sees("bardzo dużo uwag")
        assert page.form("Wyślij uwagę").value("Co chcesz nam powiedzieć?") == CLOSED
    with clock.at(DAY + timedelta(days=1)):
        written(visitor, world, CLOSED, WORK)


def test_the_journal_names_nobody_who_wrote(world: World) -> None:
    visitor = Browser()
    visitor.client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    with clock.at(DAY):
        written(visitor, world, CLOSED, WORK, name=NAME, contact=MAIL)
        told = "\n".join(f"{e.actor} {e.facts}" for e in Entry.objects.all())
        told += "\n".join(str(p.content) for p in Payload.objects.all())
    assert "outside" in told
    assert not any(word in told for word in ("Genowefa", MAIL, "kłódkę", "198.51"))
