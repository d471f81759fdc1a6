"""The paper itself, read with other eyes than those that wrote it: pypdf for structure, Pillow for what is seen."""

import dataclasses
import io
from datetime import date

import pypdf
import pytest
import segno
from PIL import Image

from gromada.certificates import paper
from gromada.certificates.said import Said, Section

DAY = date(2026, 3, 29)
WORDS = Said(
    language="pl", title="Certyfikat – CUS Przykładowice", issuer="Stowarzyszenie Wspierania Przykładów",
    name="Certyfikat Jakości Centrum Aktywności Lokalnej", name_small="Certyfikat Jakości", name_large="Centrum Aktywności Lokalnej",
    receives="otrzymuje", holder="Centrum Usług Społecznych w Przykładowicach", unit="", for_years="na lata", years="2026–2030",
    sentence="za pracę, w której program wyrasta z doświadczeń mieszkańców", annexes=("Załącznik merytoryczny: Model OSL",),
    copy_line="", successor_line="", signed_by="Zarząd", issued_on="Wydano 29 marca 2026 r.", number_word="Numer", number="CAL/2026/1",
    check_word="Sprawdź:", address="https://example.org/s/CAL/2026/1", address_shown="example.org/s/CAL/2026/1",
    qr_alt="Kod QR: strona sprawdzenia", specimen="", annex_title="Załącznik do certyfikatu", annex_lead="CAL/2026/1",
    parts=(Section("Standardy ogólne", ("Źdźbło i żółw.", "Drugi akapit.")), Section("Model OSL", ("Trzeci akapit.",))),
)  # fmt: skip
LONG = dataclasses.replace(
    WORDS,
    holder="Miejski Ośrodek Pomocy Rodzinie i Zespół Terenowej Pracy Socjalnej oraz Organizowania Społeczności Lokalnej "
    "imienia Jana Kowalskiego w Konstantynopolitańczykowianeczkach-Szopienicach Dolnych nad Przykładową Rzeką",
    unit="Centrum Aktywności Lokalnej Osiedla Bohaterów i Ulicy Wielkopolskiej nr 7 oraz Klub Sąsiedzki pod Lipami i Kasztanem",
    years="29.03.2026 – 28.03.2031",
    sentence="za pracę, w której program wyrasta z doświadczeń i zaangażowania mieszkańców, " * 4,
    annexes=("Załączniki merytoryczne: " + "Model Organizowania Społeczności Lokalnej; " * 4,),
    copy_line="Duplikat wydany 3 maja 2027 r.",
    successor_line="Certyfikat przyznany: Miejski Ośrodek Pomocy Społecznej. Od 1 stycznia 2027 r. należy do następcy, z tą samą datą ważności.",
    specimen="DEMO · WZÓR, DOKUMENT BEZ MOCY",
)


def read(words: Said) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(paper.pdf(words, DAY)))


def test_page_one_alone_is_the_certificate_and_the_annex_follows() -> None:
    pages = read(WORDS).pages
    assert len(pages) == 2
    first, second = (" ".join(page.extract_text().split()) for page in pages)
    for said in (
        WORDS.holder,
        WORDS.years,
        WORDS.number,
        WORDS.issued_on,
        WORDS.sentence,
        WORDS.signed_by,
        "Centrum Aktywności",
    ):
        assert said in first
    assert "Źdźbło i żółw." in second and "Trzeci akapit." in second and "Źdźbło" not in first


def test_a_certificate_without_annex_texts_has_one_page() -> None:
    assert len(read(dataclasses.replace(WORDS, parts=())).pages) == 1


def test_long_names_fit_on_one_page_and_nothing_is_lost() -> None:
    pages = read(LONG).pages
    assert len(pages) == 2
    first = " ".join(pages[0].extract_text().split()).replace("- -", "-")  # Polish repeats a hyphen on the next line
    for said in (LONG.holder, LONG.unit, LONG.years, LONG.copy_line, LONG.successor_line, LONG.specimen):
        assert said.replace(" ", "") in first.replace(" ", "")


def test_the_specimen_stands_on_every_page() -> None:
    for page in read(LONG).pages:
        assert "DEMO" in page.extract_text()


def test_it_says_that_it_is_for_readers_and_for_archives() -> None:
    metadata = read(WORDS).xmp_metadata
    assert metadata is not None
    said = metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert "<pdfaid:part>3</pdfaid:part>" in said and "<pdfaid:conformance>A</pdfaid:conformance>" in said


def test_title_language_and_tags_are_set() -> None:
    reader = read(WORDS)
    root = reader.trailer["/Root"]
    assert reader.metadata is not None and reader.metadata.title == WORDS.title
    assert str(root["/Lang"]).startswith("pl")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = _kinds(root["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/P", "/Figure", "/Link"} <= kinds


def _kinds(node: object) -> set[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return set().union(*(_kinds(child) for child in node))
    if isinstance(node, dict):
        own = {str(node["/S"])} if "/S" in node else set()
        return own | (_kinds(node["/K"]) if "/K" in node else set())
    return set()


def test_the_code_has_words_for_who_does_not_see_it() -> None:
    assert WORDS.qr_alt in _alternatives(read(WORDS).trailer["/Root"]["/StructTreeRoot"]["/K"])


def _alternatives(node: object) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [said for child in node for said in _alternatives(child)]
    if isinstance(node, dict):
        own = [str(node["/Alt"])] if "/Alt" in node else []
        return own + (_alternatives(node["/K"]) if "/K" in node else [])
    return []


def test_the_typeface_is_inside_and_it_is_ours() -> None:
    for page in read(WORDS).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "SourceSansPro" in str(font["/BaseFont"])
            assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_the_same_words_and_day_give_the_same_bytes() -> None:
    assert paper.pdf(WORDS, DAY) == paper.pdf(WORDS, DAY)
    assert paper.pdf(WORDS, DAY) != paper.pdf(dataclasses.replace(WORDS, number="CAL/2026/2"), DAY)


def test_what_was_set_before_changes_no_byte() -> None:
    """typst sets again only what differs; whatever it kept of other papers must not show on this one."""
    first = [paper.pdf(WORDS, DAY, "{}"), paper.png(WORDS)]
    english = dataclasses.replace(WORDS, language="en", title="Certificate", years="2027–2031")
    for other in (LONG, english, dataclasses.replace(WORDS, number="CAL/2026/2", parts=())):
        paper.pdf(other, date(2027, 1, 2), "[]")
    assert [paper.pdf(WORDS, DAY, "{}"), paper.png(WORDS)] == first


def test_a_credential_is_attached_as_it_is_whatever_signs_it_has() -> None:
    nasty = '{"a": "\\"#panic()\\u{41}\\n", "b": "\\\\"}\n\t\\'
    (held,) = pypdf.PdfReader(io.BytesIO(paper.pdf(WORDS, DAY, nasty))).attachments.values()
    assert held == [nasty.encode()]


def test_words_cannot_become_commands() -> None:
    nasty = '#image("secret.svg") $x$ *b* \\ "quoted" <label> @ref'
    assert nasty.replace(" ", "") in read(dataclasses.replace(WORDS, holder=nasty)).pages[0].extract_text().replace(
        " ", ""
    ).replace("\n", "")


def test_a_name_with_signs_that_the_typeface_lacks_is_set_without_them() -> None:
    words = dataclasses.replace(WORDS, holder="Klub \U0001f33b\ufeff Kraków\u2011Podgórze")
    assert "Klub Kraków-Podgórze" in " ".join(read(words).pages[0].extract_text().split())


@pytest.fixture(scope="module")
def seen() -> Image.Image:
    return Image.open(io.BytesIO(paper.png(WORDS, ppi=150))).convert("RGB")


def test_the_code_on_paper_is_that_of_the_address(seen: Image.Image) -> None:
    """Sampled from the picture, module by module, as a camera would."""
    dot = 150 / 25.4
    side, right, bottom = 24 * dot, (210 - 24) * dot, (297 - 15) * dot
    wanted = [list(row) for row in segno.make_qr(WORDS.address, error="m").matrix]
    step = side / (len(wanted) + 8)
    left, top = right - side, bottom - side
    for y, row in enumerate(wanted):
        for x, dark in enumerate(row):
            colour = seen.getpixel((round(left + (x + 4.5) * step), round(top + (y + 4.5) * step)))
            assert (sum(colour) < 380) == bool(dark), f"module {x}, {y}"


def test_the_open_place_in_the_circle_is_taken(seen: Image.Image) -> None:
    """One amber dot among the green ones, and no other amber."""
    colours = dict((colour, count) for count, colour in seen.getcolors(1 << 20) or [])
    amber, green = colours.get((242, 177, 52), 0), colours.get((11, 86, 60), 0)
    assert 0 < amber < green / 10


def test_the_picture_shows_the_first_page_only() -> None:
    picture = Image.open(io.BytesIO(paper.png(WORDS)))
    assert abs(picture.height / picture.width - 297 / 210) < 0.01
