"""An institution earns its certificate, through the pages from the invitation of its head to the day on which it expires."""

import io
from datetime import date, timedelta

import pytest
from django.core import mail
from PIL import Image
from pypdf import PdfReader

from gromada.certification.models import Case, Certificate
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.people.models import Person
from tests.journeys import post
from tests.journeys.cast import Issuer, issuer_of
from tests.journeys.chapters import (
    INSTITUTION,
    MAIL,
    agree_finding,
    autosave,
    begin,
    called,
    case_page,
    declare,
    done,
    get_in,
    judge,
    open_the_case,
    post_letter,
    sit,
    step,
    take,
    the_case,
    write_facts,
    write_tree,
)  # fmt: skip
from tests.journeys.driver import Browser, Page
from tests.journeys.papers import MAKER, photo

pytestmark = pytest.mark.django_db
BEGINNING = date(2026, 3, 2)
GOOD = "Miejsce należy do mieszkańców, a zespół umie im oddać klucze i czas."


def test_an_institution_earns_its_certificate() -> None:
    with clock.at(BEGINNING):
        cal = issuer_of()
        head = get_in(cal)
        answer_the_self_check(head)
        begin(head)
        case = the_case()
        editor = invite_an_editor(head)
        write_together(head, editor, case)
        hand_in(cal, head, editor, case)
    with clock.at(BEGINNING + timedelta(days=8)):
        responsible = open_the_case(cal, case)
        experts = name_experts(cal, responsible, case)
    with clock.at(BEGINNING + timedelta(days=21)):
        give_opinions(experts, case)
        agree_finding(responsible, experts, case).sees("Narada Komisji")
    with clock.at(BEGINNING + timedelta(days=27)):
        decide(cal, head, case)
        announce(cal, head, case)
        certificate = issue(cal, head, case)
        nothing_is_public(cal, certificate)
    with clock.at(BEGINNING + timedelta(days=60)):
        hand_over(cal, head, case)
        everybody_may_check(certificate)
    with clock.at(date(2031, 1, 1)):
        run_all()
        Browser().visit(f"/s/{certificate.number}/").sees("ważność upłynęła").misses("Tak, ten certyfikat jest ważny")
        Browser().visit("/rejestr/?q=przykladowice").sees(INSTITUTION, "ważność upłynęła")


def answer_the_self_check(head: Browser) -> None:
    """Eight questions before anything; nobody counts and nothing is kept."""
    page = head.visit("/pulpit/").follow("Jak dostać certyfikat").sees("Osiem pytań do rozmowy w zespole")
    asked = sorted(page.form("Zobacz nasze odpowiedzi").names())
    page = page.form("Zobacz nasze odpowiedzi").fill({name: "yes" for name in asked[:6]}).submit()
    page.sees("Tak")
    assert not Case.objects.exists()


def invite_an_editor(head: Browser) -> Browser:
    """A colleague without e-mail gets a sheet of paper with a code."""
    page = (
        head.visit("/pulpit/").follow("Zespół").press("Zaproś", {"Imię i nazwisko": "Zofia Maj", "Funkcja": "zespół"})
    )
    code = page.press("Przygotuj kartkę").sees("Zaproszenie dla: Zofia Maj").all("//strong[@class='nowrap']/text()")[0]
    editor = Browser()
    page = editor.visit("/konto/zaproszenie/").form("Otwórz zaproszenie").fill({"code": code.lower()}).submit()
    page.form("Przyjmij zaproszenie").fill(
        {"Nazwa użytkownika": "zofia", "Hasło": "trzy wiadra pod gruszą"}
    ).submit().sees(INSTITUTION)
    editor.who = Person.objects.get(username="zofia")
    return editor


def write_together(head: Browser, editor: Browser, case: Case) -> None:
    """The editor writes, the page saves as they type, the head adds; evidence of every kind stands at the indicators."""
    write_facts(editor, case)
    saved = autosave(editor, case, "application", "trainings", "Szkoła animatorów, 2024, 3 osoby.")
    assert saved.status_code == 200 and saved.json()["version"] == 1
    step(head, case, "submit").sees("Szkoła animatorów, 2024, 3 osoby.")
    write_tree(editor, case, "submit", "application")
    page = bring(editor, case, "link", "Grafik świetlicy", {"Adres strony": "https://przykladowice.example/grafik"})
    page = bring(
        editor, case, "text", "Klucze", {"W kilku zdaniach": "Trzy komplety kluczy: jeden u nas, dwa u mieszkanek."}
    )
    page = bring(
        editor,
        case,
        "count",
        "Spotkania bez nas",
        {"Ile": "48", "Co policzono": "spotkań po godzinach", "Kiedy": "2025"},
    )
    page = bring(editor, case, "on_site", "Zeszyt na drzwiach", {"W kilku zdaniach": "Wisi w świetlicy na Zielonej."})
    page = bring(editor, case, "file", "Ławka", {"files": photo()})
    page.sees(
        "Grafik świetlicy",
        "Klucze",
        "48 spotkań po godzinach, 2025",
        "Zeszyt na drzwiach",
        "ławka.png",
        "do wglądu na miejscu",
    )
    picture = given_out(editor, page.link("ławka.png"))
    assert not Image.open(io.BytesIO(picture)).getexif() and MAKER.encode() not in picture


def bring(who: Browser, case: Case, kind: str, title: str, facts: dict[str, object]) -> Page:
    page = (
        step(who, case, "submit")
        .follow("S1 Miejsce i otwartość")
        .follow("S1.1")
        .form("evidence")
        .submit("evidence")
        .sees("Dodaj potwierdzenie")
    )
    return page.form("Dodaj").fill({"kind": kind, "Krótka nazwa": title, **facts}).submit().sees(f"Dodane: {title}")


def given_out(who: Browser, address: str) -> bytes:
    """A file as the house gives it out again."""
    answer = who.raw(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def hand_in(cal: Issuer, head: Browser, editor: Browser, case: Case) -> None:
    """Only the head may send it; the receipt goes by itself; the issuer's people saw nothing before."""
    assert cal.of("board").raw(f"/sprawy/{case.uid}/").status_code == 404
    assert not step(editor, case, "submit").offers("take")
    take(head, case, "submit").sees(done(case, "submit"), "Ruch ma: zarząd")
    post.deliver()
    post.says(post.letters_to(MAIL)[-1], "Zgłoszenie dotarło, sprawa 1/2026", INSTITUTION, "2 marca 2026 r.")
    case_page(head, case).sees("Zgłoszenie dotarło, sprawa 1/2026", "wysłano")
    case.refresh_from_db()


def name_experts(cal: Issuer, responsible: Browser, case: Case) -> list[Browser]:
    """The dossier stays closed until an expert has declared; one may begin while the other has not."""
    named = cal.members["experts"][:2]
    take(responsible, case, "admit", {"experts": [p.name for p in named]}).sees("Ocena", "ekspertka lub ekspert")
    experts = [cal.browser(p) for p in named]
    for expert in experts:
        case_page(expert, case).sees("Oświadczenie o bezstronności").misses("Ławka")
        dossier = declare(expert).follow("Zgłoszenie").sees("Wersja 1, taka jak złożona", "Trzy komplety kluczy")
        dossier.sees("48 spotkań po godzinach", "Zeszyt na drzwiach")
        assert given_out(expert, dossier.link("ławka.png"))
    return experts


def give_opinions(experts: list[Browser], case: Case) -> None:
    """Blind: what the first says opens only when the second is in."""
    first, second = experts
    judge(first, case, "Grafik pokazuje, że połowa spotkań jest bez pracowników.").sees(
        "Twoja część jest złożona", "Teraz nic nie musisz robić"
    )
    part = case.contributions.get()
    assert second.raw(f"/sprawy/{case.uid}/-/tresc/{part.uid}/").status_code == 404
    case_page(second, case).sees("Złożona. Otworzy się, gdy złożą wszyscy.")
    step(second, case, "give_opinion").misses("połowa spotkań jest bez pracowników")
    judge(second, case, "Papiery i rozmowy potwierdzają to samo.").sees(called(case, "agree_finding"))
    step(second, case, "agree_finding").sees(
        "Opinie obok siebie", "połowa spotkań jest bez pracowników", "Papiery i rozmowy"
    )


def decide(cal: Issuer, head: Browser, case: Case) -> None:
    """The commission votes; the institution sees only that it deliberates."""
    sit(cal, case, "decide", {"good": GOOD}, "Przyznać certyfikat").sees("Komisja rozstrzygnęła: Przyznać certyfikat")
    case_page(head, case).sees("Narada Komisji").misses("Komisja rozstrzygnęła", "Przyznać certyfikat", "nieogłoszony")


def announce(cal: Issuer, head: Browser, case: Case) -> None:
    take(cal.office, case, "announce_grant").sees("Certyfikat przyznany")
    before = len(mail.outbox)
    case_page(head, case).misses("Certyfikat przyznany: ")
    post_letter(cal.office, case, "grant", "Cieszymy się razem z Wami.")
    assert len(mail.outbox) == before + 1
    post.says(post.letters_to(MAIL)[-1], "Certyfikat przyznany", GOOD, "Cieszymy się razem z Wami.")
    assert "**" not in mail.outbox[-1].body


def issue(cal: Issuer, head: Browser, case: Case) -> Certificate:
    """Proposals stand in the form; a person confirms. The paper opens for the institution, for nobody else."""
    form = step(cal.of("board"), case, "issue").form("take")
    proposed = {name: form.value(name) for name in ("number", "decided_on", "valid_from", "valid_to", "label")}
    assert proposed == {
        "number": "CAL/2026/1", "decided_on": "29 marca 2026 r.", "valid_from": "29 marca 2026 r.", "valid_to": "31 grudnia 2030 r.",
        "label": "2026–2030",
    }  # fmt: skip
    form.submit().sees("Certyfikat wydany, przed wręczeniem")
    run_all()
    certificate = Certificate.objects.get()
    paper = given_out(head, case_page(head, case).sees("Certyfikat CAL/2026/1").link("PDF po polsku"))
    words = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert "CAL/2026/1" in words and "2026–2030" in words
    return certificate


def nothing_is_public(cal: Issuer, certificate: Certificate) -> None:
    visitor = Browser()
    for address in (
        "/",
        "/rejestr/",
        "/rejestr/?q=przykladowice",
        "/sprawdz/?number=CAL/2026/1",
        "/open/register.csv",
        "/sitemap.xml",
    ):
        said = visitor.raw(address, follow=True).content.decode()
        assert "Przykładowic" not in said, address
    visitor.visit(f"/s/{certificate.number}/", 404).sees("Nie znaleźliśmy takiego numeru").misses("Przykładowic")
    slug = certificate.institution.slug
    for address in (
        f"/rejestr/{slug}/",
        f"/open/holders/{slug}.json",
        f"/certyfikaty/{certificate.uid}/pl.pdf",
        f"/open/codes/{slug}.svg",
    ):
        assert visitor.raw(address).status_code == 404, address


def hand_over(cal: Issuer, head: Browser, case: Case) -> None:
    ceremony = {
        "place": "sala sesyjna",
        "occasion": "sesja rady",
        "handed_over_by": "Helena Głos",
        "handed_over_as": "prezeska zarządu",
    }
    take(cal.office, case, "hand_over", ceremony).sees("Sprawa zakończona: Certyfikat wręczony")
    run_all()
    case_page(head, case).sees("Sprawa zakończona", "Wręczenie")


def everybody_may_check(certificate: Certificate) -> None:
    visitor = Browser()
    page = visitor.visit("/rejestr/?q=przykladowice").sees("1 wynik", INSTITUTION, "ważny").follow(INSTITUTION)
    page.sees("2026–2030", "CAL/2026/1", "Model Organizowania Społeczności Lokalnej").misses(
        "Trzy komplety kluczy", "Papiery i rozmowy"
    )
    visitor.visit(f"/s/{certificate.number}/").sees("Tak, ten certyfikat jest ważny", INSTITUTION, "31 grudnia 2030 r.")
    assert INSTITUTION in visitor.raw("/open/register.csv").content.decode()
    assert visitor.raw(f"/open/holders/{certificate.institution.slug}.json").json()
