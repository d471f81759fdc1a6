"""A slip on a certificate is corrected, asked for by the holder or of the office's own motion: a new document, the same certificate."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from gromada.certificates import keys
from gromada.certification.models import Case, Certificate
from gromada.journal.following import run_all
from gromada.kit import clock
from tests.builders.cases import world_of
from tests.journeys import post
from tests.journeys.adverse import certified, post_paper
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import case_page, step, take
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
SLIP = {
    "Gdzie jest": "na certyfikacie", "Jak jest teraz": "2026–2030", "Jak powinno być": "2026–2031",
    "Skąd wiadomo": "Tak stoi w uchwale zarządu i w protokole.",
}  # fmt: skip
REASON = "Na dokumencie stały inne lata niż w uchwale."


def holder() -> tuple[Issuer, Browser, Certificate]:
    with clock.at(date(2026, 3, 2)):
        world = world_of()
        keys.make(world.issuer, by="test")
        cal, head, _editor = cast_of(world)
        certificate = certified(world)
        run_all()
    return cal, head, certificate


def asked_by(who: Browser, certificate: Certificate) -> Case:
    page = who.visit(f"/sprawy/certyfikat/{certificate.uid}/").press("Zgłoś pomyłkę")
    page.form("take").fill(SLIP).submit().sees("Pomyłka zgłoszona", "Ruch ma: zarząd")
    return Case.objects.filter(proceeding="correction").latest("pk")


def test_the_holder_asks_and_the_board_corrects() -> None:
    cal, head, certificate = holder()
    first = certificate.credentials.get()
    with clock.at(date(2027, 2, 1)):
        case = asked_by(head, certificate)
        form = (
            step(cal.of("board"), case, "make_correction").sees("Przeczytaj, co zostało złożone: Pomyłka").form("take")
        )
        assert (form.value("Numer certyfikatu"), form.value("Lata na certyfikacie")) == ("CAL/2026/1", "2026–2030")
        said = {"Lata na certyfikacie": "2026–2031", "Ważny do": "31.12.2031", "Skąd pomyłka": REASON}
        form.fill(said).submit().sees("Sprawa zakończona: Poprawiona")
        run_all()
        letter = case.letters.get(letter="correction_made")
        for sentence in (
            "Lata na certyfikacie: 2026–2031 (było: 2026–2030)",
            "Ważny do: 31 grudnia 2031 r. (było: 31 grudnia 2030 r.)",
            REASON,
        ):
            assert sentence in letter.body.replace("\u00a0", " "), letter.body
        post_paper(cal.office, case, "correction_made")
        own = head.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Ostatni dzień ważności: 31 grudnia 2031 r.")
        own.sees(
            "Poprawiono pomyłkę w zapisie", "(było: 2026–2030)", REASON, "poprawiony, 1 lutego 2027 r.", "oryginał"
        )
        paper(certificate, "2026–2031", "zastępuje wcześniejszy", "CAL/2026/1")
        visitor = Browser()
        visitor.visit("/s/CAL/2026/1/").sees("Tak, ten certyfikat jest ważny", "31 grudnia 2031 r.")
        visitor.visit(f"/rejestr/{certificate.institution.slug}/").sees(
            "Poprawiono pomyłkę w zapisie", REASON, "2026–2031"
        )
    first.refresh_from_db()
    second = certificate.credentials.get(revoked_at=None)
    assert first.revoked_at and second.pk != first.pk
    assert "2031" in second.documents["pl.eddsa-rdfc-2022"]["validUntil"]


def test_a_slip_that_the_holder_reports_gets_a_receipt_and_one_that_the_office_finds_gets_none() -> None:
    cal, head, certificate = holder()
    with clock.at(date(2027, 2, 1)):
        case = asked_by(head, certificate)
        post.deliver()
        receipt = case.letters.get(letter="further_receipt")
        assert receipt.alone and receipt.state == "sent" and not receipt.sent_by
        assert "dotarło do nas Państwa pismo" in post.letters_to("kontakt@example.org")[-1].body.replace("\u00a0", " ")
        case_page(head, case).sees("Pismo dotarło")
        take(cal.of("board"), case, "decline_correction", {"reasons": "Na dokumencie stoi to, co w uchwale."})
        own = asked_by(cal.office, certificate)
        assert not own.letters.exists(), "nobody sent anything in"


def paper(certificate: Certificate, *sentences: str) -> None:
    """The document that anybody may have now."""
    made = b"".join(Browser().raw(f"/certyfikaty/{certificate.uid}/pl.pdf").streaming_content)
    words = " ".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())
    assert all(sentence in words for sentence in sentences), words


def test_the_office_finds_a_slip_itself_and_a_wrong_number_still_leads_to_the_certificate() -> None:
    cal, head, certificate = holder()
    with clock.at(date(2027, 2, 1)):
        case = asked_by(cal.office, certificate)
        assert head.raw(f"/sprawy/{case.uid}/").status_code == 404, (
            "what the office begins is seen once a letter told of it"
        )
        said = {"Numer certyfikatu": "CAL/2026/7", "Skąd pomyłka": "Numer był już zajęty w papierowym rejestrze."}
        take(cal.of("board"), case, "make_correction", said)
        post_paper(cal.office, case, "correction_made")
        case_page(head, case).sees("Sprawa zakończona: Poprawiona")
        run_all()
        visitor = Browser()
        visitor.visit("/s/CAL/2026/7/").sees("Tak, ten certyfikat jest ważny").misses("Ten numer został poprawiony")
        old = visitor.visit("/s/CAL/2026/1/").sees("Tak, ten certyfikat jest ważny", "Ten numer został poprawiony")
        old.sees("CAL/2026/1 to była pomyłka w zapisie; certyfikat ma numer CAL/2026/7.")


def test_a_record_that_was_right_stays_and_the_answer_says_why() -> None:
    cal, head, certificate = holder()
    with clock.at(date(2027, 2, 1)):
        case = asked_by(head, certificate)
        reasons = {"reasons": "W uchwale stoją lata 2026–2030; protokół mówił o następnym zgłoszeniu."}
        take(cal.office, case, "decline_correction", reasons).sees("Sprawa zakończona: Zostaje bez zmian")
        assert reasons["reasons"] in case.letters.get(letter="correction_declined").body
        run_all()
        Browser().visit("/s/CAL/2026/1/").sees("31 grudnia 2030 r.").misses("popraw")


def test_a_slip_in_the_name_is_mended_in_the_facts_and_the_document_is_made_anew() -> None:
    cal, _head, certificate = holder()
    wrong, right = certificate.institution.name, "Centrum Usług Społecznych w Przykładowicach"
    with clock.at(date(2027, 2, 1)):
        page = cal.office.visit(f"/pulpit/instytucje/{certificate.institution.uid}/").follow("Popraw dane instytucji")
        page.form("Zapisz").fill(
            {"Nazwa": right, "Jeśli zmienia się nazwa": "To była pomyłka w zapisie"}
        ).submit().sees(right)
        case = asked_by(cal.office, certificate)
        take(cal.of("board"), case, "make_correction", {"Skąd pomyłka": "W nazwie brakowało słowa."})
        assert "powstał nowy dokument" in case.letters.get(letter="correction_made").body
        run_all()
        paper(certificate, right, "zastępuje wcześniejszy")
        Browser().visit(f"/rejestr/{certificate.institution.slug}/").sees(right).misses("Nazywany także", f"Do {wrong}")


def test_a_name_that_changed_stands_in_the_register_with_the_day_until_which_it_was_used() -> None:
    cal, _head, certificate = holder()
    before = certificate.institution.name
    with clock.at(date(2027, 2, 1)):
        page = cal.office.visit(f"/pulpit/instytucje/{certificate.institution.uid}/").follow("Popraw dane instytucji")
        page.form("Zapisz").fill({"Nazwa": "Centrum Zielone", "Do kiedy była używana": "31.12.2026"}).submit()
        run_all()
        visitor = Browser()
        visitor.visit(f"/rejestr/{certificate.institution.slug}/").sees(
            "Centrum Zielone", f"Do 31 grudnia 2026 r.: {before}"
        )
        visitor.visit("/rejestr/?q=zielone").sees("1 wynik", f"do 31 grudnia 2026 r.: {before}")
        visitor.visit("/s/CAL/2026/1/").sees(f"{before} (do 31 grudnia 2026 r.)", "to ta sama instytucja")
