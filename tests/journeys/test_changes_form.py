"""MOPS becomes CUS in mid-term: the same certificate, the same term, and everything that bears its number leads to the truth."""

import io
import json
from datetime import date

import pytest
from pypdf import PdfReader

from gromada.certificates import keys
from gromada.certification.actions import clockwork
from gromada.certification.actions.evidence import bring
from gromada.certification.actions.letters import change
from gromada.certification.letters import draft
from gromada.certification.models import Case, Certificate, Evidence
from gromada.institutions.models import Institution
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.records.actions import create
from gromada.records.models import Record
from tests.builders.cases import fill, institution_of, world_of
from tests.builders.people import works_in
from tests.journeys import post
from tests.journeys.adverse import certified, post_paper
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import INSTITUTION, case_page, step, take
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
MOPS = "Miejski Ośrodek Pomocy Społecznej w Przykładowicach"
ACT = "Uchwała nr XII/80/2027 Rady Gminy z 20 listopada 2027 r."
REQUEST = {
    "Nazwa następcy": INSTITUTION, "Rodzaj instytucji": "centrum usług społecznych", "Od kiedy": "1.01.2028",
    "Na jakiej podstawie": ACT, "Co trwa mimo zmiany": "Ci sami ludzie, te same społeczności, ten sam plan.",
}  # fmt: skip


def holder(evidence: str = "") -> tuple[Issuer, Browser, Certificate]:
    """Certified as a MOPS, where wanted with a piece of evidence beside S1.2."""
    with clock.at(date(2026, 3, 2)):
        world = world_of()
        Institution.objects.filter(pk=world.institution.pk).update(name=MOPS, kind="social_assistance_centre")
        world.institution.refresh_from_db()
        keys.make(world.issuer, by="test")
        cal, head, _editor = cast_of(world)
        case = world.begin()
        if evidence:
            fill(case, "application", by=head.who)
            record = create(world.institution, "text", by=head.who, title=evidence, text="Trzy komplety.")
            bring(case, world.edition.built.forms["application"], "S1.2", record, by=head.who)
        certificate = certified(world, case)
        run_all()
    return cal, head, certificate


def test_a_centre_changes_its_form_and_keeps_its_certificate() -> None:
    cal, head, certificate = holder()
    visitor, own = Browser(), f"/sprawy/certyfikat/{certificate.uid}/"
    before = credential(visitor, certificate)
    assert MOPS in json.dumps(before, ensure_ascii=False)
    with clock.at(date(2028, 1, 12)):
        case = asked_for(cal, head)
        add_the_successor(cal)
        page = step(cal.of("board"), case, "confirm_transfer").sees("Przeczytaj, co zostało złożone")
        empty = [link.text_content().strip() for link in page.all("//*[contains(., 'Zanim to pójdzie dalej')]//li//a")]
        assert "Instytucja" in empty and not {"Od kiedy", "Na jakiej podstawie"} & set(empty), empty
        form = page.form("take")
        assert (form.value("Od kiedy"), form.value("Na jakiej podstawie")) == ("1 stycznia 2028 r.", ACT)
        form.fill({"Instytucja": INSTITUTION}).submit().sees("Sprawa zakończona: Certyfikat u następcy")
        run_all()
        the_letter_says_all_of_it(cal, case)
        everybody_sees_both_names(visitor, certificate)
        the_document_is_made_anew(visitor, certificate, before)
        successor = invited(cal)
        successor.visit("/pulpit/").sees("Certyfikat na lata 2026–2030, CAL/2026/1", "ważny").follow("CAL/2026/1").sees(
            INSTITUTION, f"Do 31 grudnia 2027 r.: {MOPS}", "Przeszedł na następcę", "na następcę, 1 stycznia 2028 r."
        )
        head.visit("/pulpit/").sees("miejsce tej instytucji zajmuje", INSTITUTION).misses("Zacznij zgłoszenie")
        assert not head.visit(own).offers("Zrezygnuj") and successor.visit(own).offers("Zrezygnuj z certyfikatu")
    certificate.refresh_from_db()
    assert (certificate.number, str(certificate.ends_on)) == ("CAL/2026/1", "2030-12-31")
    assert certificate.institution.name == MOPS, "whom it was awarded to is never rewritten"


def asked_for(cal: Issuer, head: Browser) -> Case:
    """From the desk of the head; until it is sent nobody on the other side sees it."""
    page = head.visit("/pulpit/").follow("CAL/2026/1").press("Zgłoś zmianę formy")
    case = Case.objects.get(proceeding="transfer")
    assert cal.of("board").raw(f"/sprawy/{case.uid}/").status_code == 404
    page.form("take").fill(REQUEST).submit().sees("Zmiana zgłoszona", "Ruch ma: zarząd").misses("Opinie i posiedzenia")
    case.refresh_from_db()
    return case


def add_the_successor(cal: Issuer) -> None:
    page = cal.office.visit("/pulpit/").follow("Instytucje").follow("Dodaj instytucję")
    facts = {"Nazwa": INSTITUTION, "Rodzaj": "centrum usług społecznych", "Miejscowość": "Przykładowice"}
    page.form("Zapisz").fill({**facts, "Oficjalny adres e-mail": "cus@przykladowice.example"}).submit().sees(
        INSTITUTION
    )


def the_letter_says_all_of_it(cal: Issuer, case: Case) -> None:
    letter = case.letters.get(letter="transfer_confirmed")
    assert (letter.addressee, letter.address) == (INSTITUTION, "cus@przykladowice.example")
    for said in (MOPS, "1 stycznia 2028 r.", f"na następcę: {INSTITUTION}", "2026–2030", "Kod na dawnym dokumencie"):
        assert said in letter.body, letter.body
    post_paper(cal.office, case, "transfer_confirmed")


def everybody_sees_both_names(visitor: Browser, certificate: Certificate) -> None:
    """The code of the old document, the list, the page of the holder and the address of its former page."""
    page = visitor.visit(f"/s/{certificate.number}/").sees("Tak, ten certyfikat jest ważny", INSTITUTION)
    page.sees(f"{MOPS} (do 31 grudnia 2027 r.)", "to ta sama instytucja i ten sam certyfikat")
    visitor.visit("/rejestr/?q=miejski+osrodek").sees("1 wynik", INSTITUTION, f"do 31 grudnia 2027 r.: {MOPS}")
    moved = visitor.visit(f"/rejestr/{certificate.institution.slug}/").sees(
        INSTITUTION, f"Do 31 grudnia 2027 r.: {MOPS}"
    )
    moved.sees("1 stycznia 2028", "Ten sam certyfikat, ten sam termin", "31 grudnia 2030")
    told = visitor.raw(moved.url.replace("/rejestr/", "/open/holders/").rstrip("/") + ".json").json()
    assert told["name"] == INSTITUTION and told["former_names"] == [{"name": MOPS, "until": "2027-12-31"}]
    visitor.visit(f"/sprawdz/?number={certificate.number}&na=2027-06-01").sees("W dniu 1 czerwca 2027 r.", "był ważny")


def the_document_is_made_anew(visitor: Browser, certificate: Certificate, before: dict[str, object]) -> None:
    paper = b"".join(visitor.raw(f"/certyfikaty/{certificate.uid}/pl.pdf").streaming_content)
    words = " ".join(PdfReader(io.BytesIO(paper)).pages[0].extract_text().split())
    assert INSTITUTION in words and f"Certyfikat przyznany: {MOPS}" in words and "CAL/2026/1" in words
    after = credential(visitor, certificate)
    assert INSTITUTION in json.dumps(after, ensure_ascii=False) and after["id"] != before["id"]
    assert after["validUntil"] == before["validUntil"]
    assert certificate.credentials.filter(revoked_at__isnull=False).count() == 1, (
        "the one with the former name is revoked"
    )


def credential(visitor: Browser, certificate: Certificate) -> dict[str, object]:
    answer = visitor.raw(f"/open/certificates/{certificate.number}/pl.json", follow=True)
    assert answer.status_code == 200, answer
    return json.loads(answer.content)


def invited(cal: Issuer) -> Browser:
    """The office invites the head of the successor, who has no account yet."""
    page = cal.office.visit("/pulpit/instytucje/?q=centrum").follow(INSTITUTION)
    page.press("Zaproś", {"Imię i nazwisko": "Grażyna Dąb", "E-mail": "g@cus.example", "Funkcja": "kierownictwo"})
    post.deliver()
    successor = Browser()
    page = successor.visit(post.link_in(post.letters_to("g@cus.example")[-1])).form("Przyjmij zaproszenie")
    page.fill({"Nazwa użytkownika": "grazyna", "Hasło": "konwalie za stodołą"}).submit().sees("Do zrobienia")
    return successor


def test_the_successor_asks_anew_with_what_its_predecessor_had_gathered() -> None:
    cal, head, certificate = holder(evidence="Klucze u sąsiadek")
    with clock.at(date(2028, 1, 12)):
        case = asked_for(cal, head)
        add_the_successor(cal)
        take(cal.of("board"), case, "confirm_transfer", {"Instytucja": INSTITUTION}).sees("Certyfikat u następcy")
        successor = invited(cal)
    with clock.at(date(2030, 2, 4)):
        page = successor.visit("/pulpit/").follow("CAL/2026/1").follow("Zobacz i zacznij kolejne zgłoszenie")
        page.sees("Klucze u sąsiadek").form("Zacznij kolejne zgłoszenie").submit().sees(
            "Kolejne zgłoszenie jest otwarte"
        )
        asked = Case.objects.latest("pk")
        assert asked.institution.name == INSTITUTION
        brought = Evidence.objects.get(case=asked)
        assert (brought.node, brought.record.title) == ("S1.2", "Klucze u sąsiadek")
        page = step(successor, asked, "submit").follow("S1 Miejsce i otwartość").follow("S1.3")
        page.form("evidence").submit("evidence").sees("Klucze u sąsiadek")
        stranger = works_in(institution_of(certificate.edition, name="Inna instytucja"), "head")
        assert not Record.objects.visible_to(stranger).exists()


def test_a_transfer_of_a_day_ahead_is_told_as_coming_and_when_the_day_has_come_as_done() -> None:
    cal, head, certificate = holder()
    with clock.at(date(2027, 11, 24)):
        case = asked_for(cal, head)
        add_the_successor(cal)
        take(cal.of("board"), case, "confirm_transfer", {"Instytucja": INSTITUTION})
        letter = case.letters.get(letter="transfer_confirmed")
        assert letter.subject.endswith("przejdzie na następcę") and letter.addressee == MOPS
        assert "przejdzie z dniem 1 stycznia 2028 r. na następcę" in letter.body and "przechodzi" not in letter.body
        assert "Do tego dnia nic się nie zmienia" in letter.body and "pokaże obie nazwy" in letter.body
        clockwork.turn()
        letter.refresh_from_db()
        assert letter.version == 1, "the day lies ahead still"
        in_english = draft(case, "transfer_confirmed", letter.taken, "en")
        assert "will pass to its successor on" in in_english.body
    with clock.at(date(2028, 1, 3)):
        clockwork.turn()
        letter.refresh_from_db()
        assert "przechodzi 1 stycznia 2028 r. na następcę" in letter.body and "przejdzie" not in letter.body
        assert letter.subject == f"Certyfikat {certificate.number} przechodzi na następcę"
        assert [v.subject.split()[2] for v in letter.versions.all()] == ["przejdzie", "przechodzi"]


def test_what_a_person_wrote_into_a_letter_is_never_written_over() -> None:
    cal, head, _certificate = holder()
    with clock.at(date(2027, 11, 24)):
        case = asked_for(cal, head)
        add_the_successor(cal)
        take(cal.of("board"), case, "confirm_transfer", {"Instytucja": INSTITUTION})
        letter = case.letters.get(letter="transfer_confirmed")
        said = {"subject": letter.subject, "addressee": letter.addressee, "address": letter.address}
        change(letter, **said, body="Do zobaczenia na sesji.", version=1, by=cal.office.who)
    with clock.at(date(2028, 1, 3)):
        clockwork.turn()
        letter.refresh_from_db()
        assert letter.body == "Do zobaczenia na sesji."


def test_a_transfer_is_declined_with_reasons_and_nothing_changes() -> None:
    cal, head, certificate = holder()
    with clock.at(date(2028, 1, 12)):
        case = asked_for(cal, head)
        reasons = {"reasons": "Zespół, który prowadził tę pracę, nie przechodzi do centrum."}
        take(cal.of("board"), case, "decline_transfer", reasons).sees("Certyfikat nie przeszedł na następcę")
        post_paper(cal.office, case, "transfer_declined")
        case_page(head, case).sees("Sprawa zakończona: Certyfikat nie przeszedł na następcę")
        run_all()
        Browser().visit(f"/s/{certificate.number}/").sees("Tak, ten certyfikat jest ważny", MOPS).misses("centrum")
    assert certificate.held_by(date(2028, 1, 12)).name == MOPS
