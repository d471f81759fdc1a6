"""Who answers questions is the issuer's data: the office changes it, and letters, e-mails and public pages say it from then on."""

import io
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from gromada.journal.following import run_all
from tests.builders.cases import act, world_of
from tests.journeys import post
from tests.journeys.cast import cast_of
from tests.journeys.chapters import case_page
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
SAID = {
    "Kto odpowiada na pytania": "Zofia Maj, sekretariat", "Adres": "ul. Poziomkowa 7, 00-001 Przykładowo",
    "Telefon": "22 000 00 00", "E-mail": "kontakt@wystawca.example", "Strona internetowa": "https://wystawca.example",
}  # fmt: skip


def test_the_office_says_where_to_turn_and_everything_that_leaves_says_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    world = world_of()
    cal, head, _editor = cast_of(world)
    Browser().visit("/jak-dostac-certyfikat/").misses("Gdzie się zwrócić")
    page = cal.office.visit("/pulpit/").follow("Gdzie się zwrócić")
    empty = page.form("Zapisz").fill({"Kto odpowiada na pytania": "Zofia Maj"}).submit(status=400)
    empty.sees("Podaj telefon albo e-mail: trzeba móc kogoś zapytać.")
    with django_capture_on_commit_callbacks(execute=True):
        page.form("Zapisz").fill(SAID).submit().sees("Zapisane. Od teraz tak mówią pisma i strony publiczne.")
    assert (
        head.raw("/pulpit/wystawca/").status_code == 404 and cal.of("board").raw("/pulpit/wystawca/").status_code == 404
    )
    run_all()
    for address, status in (("/jak-dostac-certyfikat/", 200), ("/sprawdz/", 200), ("/s/CAL/1999/1/", 404)):
        Browser().visit(address, status).sees(
            "Gdzie się zwrócić", "Zofia Maj, sekretariat", "22 000 00 00", "ul. Poziomkowa 7"
        )
    case = world.begin()
    act(case, "submit")
    post.deliver()
    assert "Zofia Maj, sekretariat" in post.letters_to("kontakt@example.org")[-1].body
    for name in ("open_case", "admit"):
        act(case, name)
    letter = case_page(cal.office, case).follow("Zgłoszenie idzie do oceny")
    paper = PdfReader(io.BytesIO(cal.office.raw(letter.link("Pismo jako PDF")).content)).pages[0].extract_text()
    word = Document(io.BytesIO(cal.office.raw(letter.link("Pismo jako plik Word")).content))
    foot = " ".join(p.text for p in word.sections[0].footer.paragraphs)
    for said in ("Zofia Maj, sekretariat", "22 000 00 00"):
        assert said in " ".join(paper.replace("\u00a0", " ").split()) and said in foot.replace("\u00a0", " ")
    assert "Przykładowo, " in paper.replace("\u00a0", " "), "letters are dated where the issuer is"
