"""What people type that must not pass: scripts stay text, numbers of people are never kept, too long is told and lost by nobody."""

import io
import json

import pytest
from pypdf import PdfReader

from gromada.certification.models import Answer, Certificate, Leftover
from gromada.journal.following import run_all
from gromada.records.models import Record
from tests.bad_input.standing import nothing_saved
from tests.builders.cases import act, fill, institution_of, world_of
from tests.journeys import post
from tests.journeys.cast import cast_of
from tests.journeys.chapters import autosave, case_page, post_letter, step, take
from tests.journeys.driver import Browser, Page

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('gmina')</script><img src=x onerror=alert(1)>"
PESEL = "44051401359"


def harmless(page: Page) -> Page:
    """The words of the script stand there to be read, and no element was made of them."""
    assert SCRIPT in page.text or SCRIPT in " ".join(page.doc.xpath("//textarea/text() | //input/@value"))
    assert not page.all("//script[contains(., 'gmina')] | //img[@onerror]")
    return page


def test_a_script_stays_text_on_every_page_in_letters_and_on_paper() -> None:
    world = world_of()
    world.institution.name = f"CUS {SCRIPT}"
    world.institution.save()
    cal, head, editor = cast_of(world)
    case = world.begin()
    story = f"Napisaliśmy {SCRIPT} i nic się nie stało. " * 2
    fill(case, "application", by=world.head, over={"mission": story, "standards:S1:narrative": story})
    harmless(step(editor, case, "submit"))
    harmless(step(editor, case, "submit").follow("S1 Miejsce i otwartość"))
    act(case, "submit")
    asked = {"shortcomings.0.place": SCRIPT, "shortcomings.0.what": SCRIPT, "note": SCRIPT}
    act(case, "open_case")
    harmless(take(cal.office, case, "ask_to_complete", asked))
    letter = case.letters.get(letter="completion_request")
    address = f"/sprawy/{case.uid}/-/pisma/{letter.uid}/"
    harmless(cal.office.visit(address))
    harmless(cal.office.visit(f"{address}kartka/"))
    post_letter(cal.office, case, "completion_request")
    assert SCRIPT in post.letters_to("kontakt@example.org")[-1].body
    dossier = case_page(cal.office, case).link("Zgłoszenie")
    harmless(cal.office.visit(dossier))
    for page in ("/pulpit/", "/pulpit/sprawy/", "/pulpit/instytucje/"):
        harmless(cal.office.visit(page))
    for name, outcome in (
        ("complete", ""),
        ("admit", ""),
        ("give_opinion", ""),
        ("agree_finding", ""),
        ("decide", "yes"),
        ("announce_grant", ""),
    ):
        act(case, name, outcome=outcome or None)
    act(case, "issue")
    act(case, "hand_over")
    run_all()
    visitor = Browser()
    harmless(visitor.visit("/rejestr/"))
    harmless(visitor.visit(f"/rejestr/{world.institution.slug}/"))
    harmless(visitor.visit(f"/s/{Certificate.objects.get().number}/"))
    paper = head.raw(case_page(head, case).link("PDF po polsku"))
    words = PdfReader(io.BytesIO(b"".join(paper.streaming_content))).pages[0].extract_text()
    assert "<script>" in words
    assert SCRIPT in json.dumps(visitor.raw(f"/open/holders/{world.institution.slug}.json").json(), ensure_ascii=False)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "https://"])
def test_a_link_is_an_address_of_a_page(address: str) -> None:
    world = world_of()
    _cal, _head, editor = cast_of(world)
    case = world.begin()
    page = adding(editor, case)
    with nothing_saved():
        page.form("Dodaj").fill({"kind": "link", "title": "Grafik", "link": address}).submit(status=400).sees(
            "https://"
        )


def adding(who: Browser, case: object) -> Page:
    page = step(who, case, "submit").follow("S1 Miejsce i otwartość").follow("S1.1")  # type: ignore[arg-type]
    return page.form("evidence").submit("evidence")


def test_a_pesel_number_is_refused_in_a_record_and_never_kept() -> None:
    world = world_of()
    _cal, _head, editor = cast_of(world)
    case = world.begin()
    page = adding(editor, case)
    with nothing_saved():
        said = {"kind": "text", "title": "Rozmowa", "text": f"Pani Zofia, {PESEL}, przyszła w maju."}
        answer = page.form("Dodaj").fill(said).submit(status=400).sees("PESEL")
    assert answer.all("//a[@href='#id_text']") and not Record.objects.exists()


def test_a_pesel_number_is_refused_in_a_narrative_and_never_kept() -> None:
    world = world_of()
    _cal, _head, editor = cast_of(world)
    case = world.begin()
    said = f"Najwięcej pomogła pani Zofia ({PESEL})."
    page = step(editor, case, "submit").follow("S1 Miejsce i otwartość").follow("S1.1")
    answer = page.form("go").fill({"standards:S1:narrative": said}).submit(status=400).sees("PESEL")
    assert answer.form("go").value("standards:S1:narrative") == said, "what was typed can be mended"
    assert answer.all("//a[@href='#id_standards:S1:narrative']"), "the sentence leads to its place"
    answer = autosave(editor, case, "application", "mission", said)
    assert answer.status_code == 422 and "PESEL" in answer.json()["message"]
    for kept in (*Answer.objects.all(), *Leftover.objects.all()):
        assert PESEL not in json.dumps(kept.value)


def test_a_narrative_too_long_is_kept_and_told_and_refused_only_when_sent() -> None:
    world = world_of()
    _cal, head, editor = cast_of(world)
    case = world.begin()
    fill(case, "application", by=world.head)
    long = "Ławka stoi. " * 150
    page = step(editor, case, "submit").follow("S1 Miejsce i otwartość").follow("S1.1")
    page.form("go").fill({"standards:S1:narrative": long}).submit()
    assert Answer.objects.get(case=case, path="standards:S1:narrative").value == long.strip()
    assert autosave(editor, case, "application", "standards:S2:narrative", long, version=1).status_code == 422
    assert Answer.objects.get(case=case, path="standards:S2:narrative").value == long.strip()
    take(head, case, "submit", status=400).sees("Tekst ma 1799 znaków, a mieści się najwyżej 1500. Skróć go.")
    case.refresh_from_db()
    assert case.state == "draft" and not case.taken.exists()


def test_what_a_visitor_searches_for_is_only_text() -> None:
    institution_of(world_of().edition)
    for typed in (SCRIPT, "' OR 1=1 --", "%", "\u0000", "a" * 5000, '" NEAR(', "*", "🙂"):
        page = Browser().visit("/rejestr/").form("Szukaj").fill({"q": typed}).submit()
        assert not page.all("//script[contains(., 'gmina')] | //img[@onerror]")
