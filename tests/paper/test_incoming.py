"""Letters that come in: taken in safely, suggested, assigned by a person, entered or answered."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gromada.certification.actions.entering import put_aside
from gromada.certification.models import Case, Letter
from gromada.institutions.models import Institution
from gromada.kit import clock
from gromada.paper.models import Incoming
from gromada.people.models import Email
from gromada.ui.typography import longdate
from tests.builders.cases import World, act, world_of
from tests.journeys.cast import cast_of
from tests.journeys.driver import Browser, Page
from tests.journeys.papers import photo
from tests.paper.mails import message
from tests.paper.outlook import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_of("cal-2022")


@pytest.fixture
def office(world: World) -> Browser:
    return cast_of(world)[0].office


def drop(office: Browser, *files: object, status: int = 200) -> Page:
    return (
        office.visit("/pulpit/")
        .follow("Przyjmij pismo")
        .form("Przyjmij")
        .fill({"files": list(files)})
        .submit(status=status)
    )


def test_a_message_says_who_wrote_when_and_about_what(office: Browser) -> None:
    page = drop(office, message("Prosimy o przedłużenie.", subject="Prośba o przedłużenie terminu"))
    page.sees(
        "Prośba o przedłużenie terminu", "Halina Dąb (dab@example.org)", "5 marca 2026 r.", "Prosimy o przedłużenie."
    )
    letter = Incoming.objects.get()
    assert (letter.sender, letter.address, letter.dated_on) == ("Halina Dąb", "dab@example.org", date(2026, 3, 5))


def test_a_message_saved_by_outlook_comes_in_with_its_attachments_and_is_kept_as_eml(office: Browser) -> None:
    attached = {"data": photo().read(), "name": "wniosek – skan.png", "mime": "image/png"}
    data = saved(subject="Wniosek", body="Prosimy o certyfikat.", sender="Halina Dąb", smtp="dab@example.org", attachments=(attached,))  # fmt: skip
    page = drop(office, SimpleUploadedFile("Wniosek.msg", data, "application/vnd.ms-outlook"))
    page.sees("Halina Dąb (dab@example.org)", "Prosimy o certyfikat.")
    assert [name for name, _url in _files(page)] == ["Wniosek.eml", "wniosek – skan.png"]


def test_html_of_a_message_is_never_shown_raw(office: Browser) -> None:
    html = '<p>Dzień <b>dobry</b></p><script>alert(1)</script><img src="https://example.org/x.png"><style>p{}</style>'
    page = drop(office, message("", html=html)).sees("Dzień dobry")
    assert "alert(1)" not in page.html and "example.org/x.png" not in page.html and "p{}" not in page.html


def test_attachments_are_kept_each_by_itself_and_bad_ones_are_named(office: Browser) -> None:
    good, bad = photo().read(), b"MZ" + b"\0" * 200
    page = drop(
        office,
        message(
            "W załączeniu skan.",
            attachments=(("skan.png", good, "image/png"), ("x.exe", bad, "application/octet-stream")),
        ),
    )
    assert not Incoming.objects.exists(), "a message that carries a program is refused whole"
    page.sees("program")
    page = drop(
        office,
        message(
            "W załączeniu skan.",
            attachments=(("skan.png", good, "image/png"), ("film.zip", b"PK\3\4" + b"x" * 50, "application/zip")),
        ),
    )
    page.sees("skan.png", "film.zip")
    assert [name for name, _url in _files(page)] == ["pismo.eml", "skan.png"]


def _files(page: Page) -> list[tuple[str, str]]:
    return [(a.text_content(), a.get("href")) for a in page.all("//a[starts-with(@href, '/files/')]")]


def test_the_same_letter_is_told_and_not_kept_twice(office: Browser) -> None:
    drop(office, message("Pierwsze."))
    drop(office, message("Pierwsze.")).sees("wpłynęło już")
    drop(office, message("Pierwsze, przesłane dalej.", subject="Fwd")).sees(f"wpłynęło już {longdate(clock.today())}")
    assert Incoming.objects.count() == 1


def test_an_institution_that_was_missing_is_added_on_the_way_and_the_letter_goes_on(office: Browser) -> None:
    letter = drop(office, message("Prosimy o certyfikat.", sender="Ewa Las <cus@nowa.example>"))
    page = office.visit("/pulpit/").follow("1 pismo czeka na swoją sprawę").follow("Pismo")
    assert page.url == letter.url
    page = page.follow("Załóż nową sprawę").follow("Dodaj instytucję")
    facts = {"Nazwa": "CUS w Nowej", "Rodzaj": "centrum usług społecznych", "Miejscowość": "Nowa"}
    page = page.form("Zapisz").fill(facts).submit().sees("CUS w Nowej", "Pismo trafi do sprawy")
    page.form("Załóż sprawę").submit().sees("To pismo należy do sprawy: CUS w Nowej")
    elsewhere = office.visit("/pulpit/instytucje/nowa/?back=https://zlodziej.example/").form("Zapisz")
    assert "zlodziej" not in elsewhere.fill({**facts, "Nazwa": "Inna"}).submit().url


def test_several_letters_come_at_once_and_a_bad_one_keeps_no_other_out(office: Browser) -> None:
    page = drop(office, message("Pierwsze.", id="<a@x>"), photo("zdjęcie.png"), message("MZ", name="x.exe"))
    page.sees("Przyjęto 2 pisma", "x.exe")
    assert {letter.kind for letter in Incoming.objects.all()} == {"message", "photo"}


def test_a_case_is_suggested_by_its_number_its_address_and_its_name(world: World, office: Browser) -> None:
    case = act(world.begin(), "submit")
    drop(office, message(f"W sprawie {case.number} informujemy.", id="<1@x>")).sees("stoi w nim numer", case.number)
    drop(office, message("Bez numeru.", sender="kontakt@example.org", id="<2@x>")).sees(
        "przyszło z adresu tej instytucji"
    )
    drop(office, message("Pisze cus przykladowice, dzień dobry.", id="<3@x>")).sees("w piśmie stoi jej nazwa")
    drop(office, message("Nic.", id="<4@x>")).sees("Nic w nim samo nie prowadzi do sprawy")
    assert not Incoming.objects.filter(case__isnull=False).exists(), "nothing is assigned by itself"


def test_a_case_is_suggested_by_the_short_name_with_the_place_and_by_who_works_there(
    world: World, office: Browser
) -> None:
    act(world.begin(), "submit")
    Institution.objects.filter(pk=world.institution.pk).update(name="Centrum Usług Społecznych w Przykładowicach")
    drop(office, message("Piszemy z CUS w Przykładowicach.", id="<5@x>")).sees("w piśmie stoi jej nazwa")
    Email.objects.create(person=world.head, address="szefowa@example.org", verified_at=clock.now())
    drop(office, message("Nic.", sender="szefowa@example.org", id="<6@x>")).sees("przyszło od osoby, która tam pracuje")


def test_a_case_is_found_by_the_town_and_several_are_named(world: World, office: Browser) -> None:
    case = act(world.begin(), "submit")
    page = drop(office, message("Nic.", id="<7@x>"))
    page.form("Przypisz").fill({"number": "nie ma takiej"}).submit(status=400).sees("Nie ma takiej sprawy")
    other = Case.objects.get(pk=case.pk)
    other.pk, other.uid, other.number = None, uuid4(), "2/2026"
    other.save()
    page.form("Przypisz").fill({"number": "przykladowice"}).submit(status=400).sees(
        "Pasuje kilka spraw", "1/2026", "2/2026"
    )
    Case.objects.filter(pk=other.pk).update(closed_on=clock.today())
    page.form("Przypisz").fill({"number": "przykladowice"}).submit().sees("To pismo należy do sprawy")
    assert Incoming.objects.get().case == case


def test_an_answer_that_nobody_has_finished_does_not_go(world: World, office: Browser) -> None:
    case = act(world.begin(), "submit")
    page = drop(office, message(f"Sprawa {case.number}.", sender="Halina Dąb <dab@example.org>")).press("Należy tutaj")
    page = page.press("Przygotuj odpowiedź")
    page.form("Wyślij pismo").fill({"Jak idzie pismo": "wydrukowane"}).submit(status=400).sees("w miejscu […] wpisz")
    assert Letter.objects.get(letter="answer").state == Letter.State.PREPARED


def test_an_answer_to_a_scan_is_not_called_by_its_file(world: World, office: Browser) -> None:
    case = act(world.begin(), "submit")
    page = drop(office, photo(name="IMG_0001.png")).form("Przypisz").fill({"number": case.number}).submit()
    page.press("Przygotuj odpowiedź").misses("IMG_0001")


def test_headers_that_were_not_encoded_are_read(office: Browser) -> None:
    for number, charset in enumerate(("cp1250", "utf-8")):
        raw = f"From: Zofia Żak <zak@example.org>\r\nMessage-ID: <{number}@x>\r\nSubject: Zażółć gęślą jaźń\r\n\r\nŁąka.\r\n"
        drop(office, SimpleUploadedFile("pismo.eml", raw.encode(charset))).sees(
            "Zażółć gęślą jaźń", "Zofia Żak", "Łąka."
        )


def test_a_message_came_on_the_day_when_the_mail_box_took_it(office: Browser) -> None:
    raw = b"Received: from a by b; Mon, 2 Mar 2026 23:30:00 +0000\r\nFrom: a@example.org\r\nDate: Sun, 1 Mar 2026 10:00:00 +0100\r\n\r\nx\r\n"
    drop(office, SimpleUploadedFile("pismo.eml", raw))
    letter = Incoming.objects.get()
    assert (letter.dated_on, letter.received_on) == (date(2026, 3, 1), date(2026, 3, 3)), "the day in Poland"


def test_a_step_half_entered_is_found_again_and_a_paper_put_aside_frees_the_letter(
    world: World, office: Browser
) -> None:
    case = act(world.begin(), "submit")
    page = drop(office, message(f"Rezygnujemy, sprawa {case.number}.")).press("Należy tutaj")
    url = page.url
    page = (
        page.follow("Wycofaj zgłoszenie")
        .form("Zapisz dokument")
        .fill({"Kto podpisał": world.head.name, "Jak jest podpisany": "paper"})
        .submit()
    )
    going_on = office.visit(url).misses("Wpisz na podstawie tego pisma").follow("Dokończ wpisywanie")
    assert going_on.url == page.url
    put_aside(Incoming.objects.get().document, by=office.who)
    office.visit(url).misses("Dokończ wpisywanie").sees("Wpisz na podstawie tego pisma")


def test_a_person_assigns_it_and_a_step_is_entered_on_it(world: World, office: Browser) -> None:
    case = act(world.begin(), "submit")
    page = (
        drop(office, message(f"Rezygnujemy, sprawa {case.number}."))
        .press("Należy tutaj")
        .sees("To pismo należy do sprawy")
    )
    page = page.follow("Wycofaj zgłoszenie")
    page = page.form("Zapisz dokument").fill({"Kto podpisał": world.head.name, "Jak jest podpisany": "paper"}).submit()
    page.sees("5 marca 2026 r.", "pismo.eml").form("take").fill({"text": "Rezygnujemy, bo mamy remont."}).submit()
    case.refresh_from_db()
    letter = Incoming.objects.get()
    assert case.state == "withdrawn" and letter.document == case.taken.last().document
    office.visit(f"/pismo/wplywy/{letter.uid}/").misses("Przenieś do innej sprawy")


def test_a_letter_opens_a_new_case_with_a_draft_of_an_answer(world: World, office: Browser) -> None:
    page = drop(office, message("Chcemy się certyfikować. CUS Przykładowice", sender="kontakt@example.org"))
    page = page.follow("Załóż nową sprawę").form("Dalej").submit()
    page = (
        page.form("Załóż sprawę")
        .fill({"Załącznik merytoryczny": "Model Organizowania"})
        .submit()
        .sees("To pismo należy do sprawy")
    )
    case = Case.objects.get()
    answer = Letter.objects.get(case=case)
    assert (
        answer.state == "prepared" and answer.address == "kontakt@example.org" and "5\xa0marca\xa02026" in answer.body
    )
    page.follow("Przejdź do sprawy").sees("Pisma przychodzące")
    page.follow("Wyślij zgłoszenie").sees("Pismo staje się dokumentem")


def test_what_belongs_to_no_case_stays_among_all(office: Browser) -> None:
    page = drop(office, message("Reklama.", subject="Oferta")).press("Nie należy do żadnej sprawy")
    page.sees("Załatwione", "Oferta", "Nic nie czeka")


def test_another_issuer_s_office_does_not_read_it(world: World, office: Browser) -> None:
    drop(office, message("Poufne."))
    letter = Incoming.objects.get()
    other = cast_of(world_of("scored"))[0].office
    other.visit(f"/pismo/wplywy/{letter.uid}/", 404)
    for person in (world.head, world.members["board"][0]):
        Browser(person).visit(f"/pismo/wplywy/{letter.uid}/", 404)
    assert letter.received_on == clock.today()
