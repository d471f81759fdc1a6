"""The letterhead: the house's own or the issuer's, replaced by its people, checked before it is kept."""

import io
import zipfile
from datetime import timedelta

import docx as word
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gromada.certification.actions import letters
from gromada.certification.models import Letter
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.paper.actions.letterhead import replace
from gromada.paper.actions.setting_letters import as_it_reads, files_of
from gromada.paper.models import Letterhead
from gromada.paper.models.letterhead import in_use
from gromada.people.models import Person
from tests.builders.cases import World, stranger
from tests.builders.signing import signed_in
from tests.paper.letterheads import WORD, letterhead


def pages(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def altered(name: str, content: str) -> SimpleUploadedFile:
    """A letterhead with one more part inside."""
    made = io.BytesIO(letterhead().read())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, content)
    return SimpleUploadedFile("papier.docx", made.getvalue(), WORD)


def test_a_letter_is_set_on_the_letterhead_in_use_with_its_head_foot_and_picture(
    letter: Letter, office: Person
) -> None:
    made = replace(letter.case.issuer, letterhead("Fundacja Próba", "ul. Inna 7, Kraków", picture=True), by=office)
    found = as_it_reads(letter, made)
    assert "Fundacja Próba" in pages(found.pdf) and "ul. Inna 7" in pages(found.pdf)
    assert pypdf.PdfReader(io.BytesIO(found.pdf)).pages[0].images
    kept = word.Document(io.BytesIO(found.docx)).sections[0]
    assert kept.header.paragraphs[0].text == "Fundacja Próba"
    assert kept.footer.paragraphs[0].text == "ul. Inna 7, Kraków"
    assert "NUMPAGES" in kept.footer._element.xml, "the page of how many stands beneath"


def test_a_letterhead_is_a_row_with_who_and_when_and_a_line_of_the_journal(letter: Letter, office: Person) -> None:
    issuer = letter.case.issuer
    first = replace(issuer, letterhead("Jeden"), by=office)
    second = replace(issuer, letterhead("Dwa"), by=office)
    assert in_use(issuer, clock.now()) == second
    assert in_use(issuer, first.since - timedelta(seconds=1)) is None
    assert (first.by, first.name) == (office, "papier.docx")
    assert Entry.objects.filter(verb="letterhead.replaced").count() == 2


def test_the_houses_own_letterhead_can_come_back(letter: Letter, office: Person) -> None:
    replace(letter.case.issuer, letterhead("Jeden"), by=office)
    own = replace(letter.case.issuer, None, by=office)
    assert "Jeden" not in pages(as_it_reads(letter, own).pdf)
    assert Letterhead.objects.count() == 2


@pytest.mark.parametrize(
    "upload, sentence",
    [
        (lambda: letterhead("", ""), "nagłówku i stopce"),
        (lambda: letterhead(body="Szanowni Państwo"), "nie jest pusta"),
        (lambda: altered("word/vbaProject.bin", "x"), "makra"),
        (lambda: SimpleUploadedFile("papier.docx", b"%PDF-1.7 nothing", WORD), "papier.docx"),
        (
            lambda: altered(
                "word/_rels/settings.xml.rels",
                '<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://example.org/a.dotx"'
                ' TargetMode="External"/></Relationships>',
            ),
            "z zewnątrz",
        ),
    ],
    ids=["empty", "body", "macro", "not-word", "fetches"],
)
def test_what_is_no_letterhead_is_refused_in_a_sentence(letter: Letter, office: Person, upload, sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as refusal:
        replace(letter.case.issuer, upload(), by=office)
    assert sentence in str(refusal.value.reasons[0].sentence)
    assert not Letterhead.objects.exists()


def test_only_the_office_and_the_issuing_body_keep_the_letterhead(letter: Letter, world: World) -> None:
    address = reverse("paper:letterhead", args=[letter.case.issuer.slug])
    may = [world.members["office"][0], world.members["board"][0]]
    may_not = [world.head, world.members["commission"][0], stranger()]
    assert [signed_in(p).get(address).status_code for p in may] == [200, 200]
    assert [signed_in(p).get(address).status_code for p in may_not] == [404, 404, 404]
    with pytest.raises(Refusal):
        replace(letter.case.issuer, letterhead(), by=world.head)


def test_it_is_replaced_through_its_page_and_looked_at_as_a_test_letter(letter: Letter, office: Person) -> None:
    client, slug = signed_in(office), letter.case.issuer.slug
    address = reverse("paper:letterhead", args=[slug])
    assert client.post(address, {}).status_code == 400
    assert client.post(address, {"file": letterhead("Nowy papier")}).status_code == 302
    assert "papier.docx" in client.get(address).content.decode()
    answers = {e: client.get(reverse("paper:test_letter", args=[slug, e])) for e in ("pdf", "docx", "png")}
    assert "Nowy papier" in pages(answers["pdf"].content)
    assert answers["png"].content.startswith(b"\x89PNG")
    assert word.Document(io.BytesIO(answers["docx"].content)).sections[0].header.paragraphs[0].text == "Nowy papier"
    assert client.post(address, {"own": "on"}).status_code == 302
    assert "papier.docx" not in client.get(address).content.decode().split("<form")[0]


def test_a_letter_sent_before_the_change_is_set_on_the_paper_of_its_day(letter: Letter, office: Person) -> None:
    replace(letter.case.issuer, letterhead("Dawny papier"), by=office)
    sent = letters.send(letter, "print", by=office)
    replace(letter.case.issuer, letterhead("Nowy papier"), by=office)
    assert "Dawny papier" in pages(files_of(sent).pdf)
