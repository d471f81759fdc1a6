"""Every letter as PDF and as a Word file with the same words; frozen when it goes."""

import io
import re
from datetime import timedelta

import docx as word
import pypdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gromada.certification.actions import letters
from gromada.certification.models import Letter
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.paper.actions.letterhead import replace
from gromada.paper.actions.setting_letters import WORD, as_it_reads, files_of
from gromada.paper.markup import blocks
from gromada.paper.models import SetLetter
from gromada.people.models import Person
from gromada.ui.typography import longdate
from tests.builders.cases import World, stranger
from tests.builders.signing import signed_in
from tests.paper.letterheads import letterhead


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\u00a0", " "))


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def docx_text(content: bytes) -> str:
    found = word.Document(io.BytesIO(content))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join(
        "".join(
            (e.text or "") if e.tag == f"{space}t" else "\n"
            for e in p._p.iter(f"{space}t", f"{space}br", f"{space}tab")
        )
        for p in found.paragraphs
    )


def changed(letter: Letter, by: Person, **over: str) -> Letter:
    said = {name: getattr(letter, name) for name in ("addressee", "address", "subject", "body")} | over
    return letters.change(letter, **said, version=letter.version, by=by)


def test_both_files_of_a_letter_say_the_same_words(letter: Letter, office: Person) -> None:
    text = "Dzień dobry,\n\n**Co jest dobre**\n\n- *zespół* i **grupy**\n- plan\n\n1. raz\n2. dwa\n\nhttps://example.org/a."
    made = as_it_reads(changed(letter, office, body=text, enclosures="Notatka z wizyty"))
    written, printed = words(docx_text(made.docx)), words(pdf_text(made.pdf))
    missing = [w for w in written if w not in printed]
    assert not missing
    assert {"Co", "jest", "dobre", "Notatka", "S"} <= set(written)


def test_the_pdf_is_tagged_archival_and_embeds_its_typeface(letter: Letter) -> None:
    made = as_it_reads(letter).pdf
    reader = pypdf.PdfReader(io.BytesIO(made))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "pl"
    described = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in described and "pdfaid:part" in described
    fonts = {name for page in reader.pages for name in _fonts(page)}
    assert fonts and all("+SourceSansPro" in name for name in fonts)


def _fonts(page: pypdf.PageObject) -> list[str]:
    return [str(f.get_object()["/BaseFont"]) for f in page["/Resources"]["/Font"].get_object().values()]


def test_the_word_file_has_real_headings_a_language_and_the_number_of_the_page(letter: Letter, office: Person) -> None:
    made = as_it_reads(changed(letter, office, body="**Czego brakuje**\n\n1. raz\n\nznów\n\n1. od nowa"))
    found = word.Document(io.BytesIO(made.docx))
    styles = [p.style.name for p in found.paragraphs]
    assert "Heading 1" in styles and "Heading 2" in styles and styles.count("List Number") == 2
    assert 'w:lang w:val="pl-PL"' in found.styles.element.xml
    foot = found.sections[0].footer._element.xml
    assert "PAGE" in foot and "NUMPAGES" in foot
    numbered = [p._p.pPr.numPr.numId.val for p in found.paragraphs if p.style.name == "List Number"]
    assert len(set(numbered)) == 2, "the second list would count on from the first"


def test_a_receipt_is_signed_by_nobody_and_a_refusal_has_a_line_to_sign(letter: Letter) -> None:
    (receipt,) = letters.prepare(letter.case, "receipt")
    issuer = letter.case.issuer.name
    assert docx_text(as_it_reads(receipt).docx).count(issuer) == 0
    assert docx_text(as_it_reads(letter).docx).count(issuer) == 1


def test_what_went_stays_when_the_letterhead_changes(letter: Letter, office: Person) -> None:
    sent = letters.send(letter, "print", by=office)
    run_all()
    before = files_of(sent)
    replace(letter.case.issuer, letterhead("Inna nazwa na papierze"), by=office)
    clock.now()
    assert files_of(sent) == before
    assert "Inna nazwa" not in pdf_text(before.pdf)


def test_the_journal_freezes_a_printed_letter_that_nobody_opened(letter: Letter, office: Person) -> None:
    letters.send(letter, "print", by=office)
    run_all()
    frozen = SetLetter.objects.get(letter=letter)
    assert frozen.pdf.media_type == "application/pdf" and frozen.docx.media_type == WORD


def test_an_email_carries_the_very_file_that_is_kept(letter: Letter, office: Person) -> None:
    letters.send(letter, "mail", by=office)
    assert letters.deliver_queued() == 1
    (name, content, kind) = mail.outbox[-1].attachments[0]
    letter.refresh_from_db()
    assert kind == "application/pdf" and name.endswith(".pdf") and name.isascii()
    assert content == files_of(letter).pdf
    assert "Szanowni Państwo" in mail.outbox[-1].body


def test_a_letter_posted_before_it_was_noted_bears_the_day_it_went(letter: Letter, office: Person) -> None:
    posted = timezone.localdate(letter.prepared_at)
    with clock.at(posted + timedelta(days=3)):
        for wrong in (posted - timedelta(days=1), posted + timedelta(days=4)):
            with pytest.raises(Refusal, match="między dniem, w którym pismo powstało"):
                letters.send(letter, "print", on=wrong, by=office)
        sent = letters.send(letter, "print", on=posted, by=office)
        assert timezone.localdate(sent.sent_at) == posted
        noted = letters.note_delivery(sent, posted + timedelta(days=1), by=office)
        assert noted.delivered_on == posted + timedelta(days=1)
        page = signed_in(office).get(reverse("paper:letter_pdf", args=[letter.uid]))
        assert longdate(posted) in pdf_text(files_of(sent).pdf)
        assert "refusal" not in page["Content-Disposition"] and "nie-zostal-przyznany" in page["Content-Disposition"]


def test_a_receipt_goes_as_text_alone(letter: Letter) -> None:
    letters.prepare(letter.case, "receipt")
    letters.deliver_queued()
    assert mail.outbox[-1].attachments == []


def test_each_change_is_a_version_that_tells_who_made_it(letter: Letter, office: Person) -> None:
    changed(letter, office, body=letter.body + "\n\nDopisane zdanie.")
    first, second = letter.versions.all()
    assert (first.number, first.by) == (1, None)
    assert (second.number, second.by) == (2, office)
    page = signed_in(office).get(reverse("paper:letter_versions", args=[letter.uid])).content.decode()
    assert "<ins>" in page and "Dopisane zdanie." in page and office.name in page


def test_a_letter_that_went_cannot_be_downloaded_by_a_stranger(letter: Letter, office: Person, world: World) -> None:
    letters.send(letter, "print", by=office)
    for name in ("paper:letter_pdf", "paper:letter_docx"):
        address = reverse(name, args=[letter.uid])
        assert signed_in(stranger()).get(address).status_code == 404
        assert Client().get(address).status_code == 302
        assert signed_in(world.head).get(address).status_code == 200


def test_the_institution_gets_no_draft(letter: Letter, world: World) -> None:
    assert signed_in(world.head).get(reverse("paper:letter_pdf", args=[letter.uid])).status_code == 404


@pytest.mark.parametrize("form, size", [("dl", (220, 110)), ("c5", (229, 162))])
def test_an_envelope_is_as_large_as_it_says_and_bears_the_address(
    letter: Letter, office: Person, form: str, size: tuple[int, int]
) -> None:
    letter.case.institution.address = "ul. Długa 1, 06-500 Przykładowice"
    letter.case.institution.save()
    answer = signed_in(office).get(reverse("paper:envelope", args=[letter.uid, form]))
    page = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0]
    assert [round(float(n) / 72 * 25.4) for n in page.mediabox[2:]] == list(size)
    assert "06-500" in page.extract_text() and "ul. Długa 1" in page.extract_text()


def test_a_line_that_is_all_bold_is_a_heading_and_an_address_leads_somewhere() -> None:
    made = blocks("**Co zrobić**\n\nDo https://example.org/x.\n\n- a\n  - b\n- c")
    assert [(b.kind, b.level) for b in made] == [
        ("heading", 1), ("paragraph", 0), ("bullet", 0), ("bullet", 1), ("bullet", 0),
    ]  # fmt: skip
    assert [run.link for run in made[1].runs] == ["", "https://example.org/x", ""]


def test_an_address_that_runs_over_the_line_keeps_its_hyphens(letter: Letter, office: Person) -> None:
    address = "https://example.org/" + "-".join(["czesc"] * 30)
    printed = pdf_text(as_it_reads(changed(letter, office, body=f"Adres: {address}")).pdf)
    assert address in re.sub(r"\s", "", printed)


def test_a_sign_that_the_typeface_lacks_does_not_hold_a_letter_up(letter: Letter, office: Person) -> None:
    body = "Cieszymy się \U0001f600 i 漢 dalej\n\n- raz\n  - pod nim\n    - i głębiej"
    printed = pdf_text(as_it_reads(changed(letter, office, body=body)).pdf)
    assert "Cieszymy się" in printed and "dalej" in printed and "i głębiej" in printed.replace("\u00a0", " ")


def test_no_heading_skips_a_level() -> None:
    levels = [b.level for b in blocks("#### a\n\nx\n\n## b\n\n##### c") if b.kind == "heading"]
    assert levels == [1, 1, 2]


def test_a_letter_never_carries_markup_of_a_stranger() -> None:
    (block,) = blocks("<script>alert(1)</script> [x](javascript:alert(1))")
    assert all(not run.link for run in block.runs)


def test_delivery_noted_by_the_office_is_the_day_terms_run_from(letter: Letter, office: Person) -> None:
    sent = letters.send(letter, "print", by=office)
    on = clock.today()
    noted = letters.note_delivery(sent, on, by=office)
    assert noted.delivered_on == on
    assert letters.may_change(noted) is not None
    assert timedelta(0) <= clock.now() - noted.sent_at
