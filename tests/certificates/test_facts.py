"""What a certificate says, in both languages, from the record and the edition's words."""

from datetime import date

import pytest

from gromada.certificates.facts import Occasion, languages, said
from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Certificate, CertificateEvent
from gromada.institutions.models import Institution, Unit
from gromada.kit import clock
from tests.builders.cases import edition_row, institution_of, world_of

NBSP = "\u00a0"


@pytest.fixture
def original(certificate: Certificate) -> Occasion:
    return Occasion(Copy.ORIGINAL, certificate.starts_on or clock.today())


def test_the_words_are_the_editions(certificate: Certificate, original: Occasion) -> None:
    words = said(certificate, "pl", original)
    edition = certificate.edition.built
    assert words.holder == certificate.institution.name
    assert words.years == certificate.label
    assert words.issuer == edition.text(("issuer",), "pl")
    assert words.name == edition.text(("scheme",), "pl", "certificate")
    assert (words.name_small, words.name_large) == ("Certyfikat Jakości", "Centrum Aktywności Lokalnej")
    assert words.sentence.replace(NBSP, " ").startswith("za pracę, w której program wyrasta")
    assert words.signed_by == edition.text(("body", "board"), "pl")
    assert words.annexes == (f"Załącznik merytoryczny: {edition.text(('part', 'osl'), 'pl')}",)
    assert [section.name for section in words.parts] == [
        "Standardy ogólne",
        "Model Organizowania Społeczności Lokalnej (OSL)",
    ]


def test_english_has_no_polish_frame(certificate: Certificate, original: Occasion) -> None:
    words = said(certificate, "en", original)
    assert (words.receives, words.for_years, words.number_word) == ("is awarded to", "for the years", "Number")
    assert words.issued_on.startswith("Issued on")
    assert words.annex_title == "Annex to the certificate"


def test_the_day_is_that_of_the_step_that_issued_it(certificate: Certificate, original: Occasion) -> None:
    certificate.case.taken.filter(step="issue").update(on=date(2026, 3, 29))
    assert said(certificate, "pl", original).issued_on.replace(NBSP, " ") == "Wydano 29 marca 2026 r."


def test_the_address_leads_to_the_number(certificate: Certificate, original: Occasion, settings: object) -> None:
    settings.PUBLIC_URL = "https://certyfikaty.example.org"  # type: ignore[attr-defined]
    certificate.number = "CAL/2026/7 b"
    words = said(certificate, "pl", original)
    assert words.address == "https://certyfikaty.example.org/s/CAL/2026/7%20b"
    assert words.address_shown == "certyfikaty.example.org/s/CAL/2026/7%20b"


def test_a_unit_stands_under_its_institution(certificate: Certificate, original: Occasion) -> None:
    certificate.unit = Unit.objects.create(institution=certificate.institution, name="Zespół nr 7")
    words = said(certificate, "pl", original)
    assert words.unit == f"Zespół nr{NBSP}7"
    assert words.title.endswith("CUS Przykładowice, Zespół nr 7")


def test_a_duplicate_says_so_and_when(certificate: Certificate) -> None:
    words = said(certificate, "pl", Occasion(Copy.DUPLICATE, date(2027, 5, 3)))
    assert words.copy_line.replace(NBSP, " ") == "Duplikat wydany 3 maja 2027 r."
    assert said(certificate, "pl", Occasion(Copy.ORIGINAL, date(2027, 5, 3))).copy_line == ""


def test_a_successor_is_named_and_so_is_who_earned_it(certificate: Certificate) -> None:
    successor = institution_of(certificate.edition, name="Centrum Usług Społecznych w Przykładowicach")
    words = said(certificate, "pl", Occasion(Copy.SUCCESSOR, date(2027, 1, 1), successor, date(2027, 1, 1)))
    assert words.holder.replace(NBSP, " ") == successor.name
    assert certificate.institution.name in words.successor_line
    assert "1 stycznia 2027 r." in words.successor_line.replace(NBSP, " ")


@pytest.mark.parametrize("whose", ["holder", "successor"])
def test_an_invented_holder_gets_a_specimen(certificate: Certificate, original: Occasion, whose: str) -> None:
    successor = Institution(name="Przykład", demo=whose == "successor")
    certificate.institution.demo = whose == "holder"
    occasion = original if whose == "holder" else Occasion(Copy.SUCCESSOR, original.on, successor, original.on)
    assert "DEMO" in said(certificate, "pl", occasion).specimen
    assert "DEMO" in said(certificate, "en", occasion).specimen


def test_a_real_holder_gets_no_mark(certificate: Certificate, original: Occasion) -> None:
    assert said(certificate, "pl", original).specimen == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "expected"), [("cal-2022", ("pl", "en")), ("flat-reviews", ("en",)), ("scored", ("en",))]
)
def test_papers_are_made_in_the_languages_that_house_and_edition_share(name: str, expected: tuple[str, ...]) -> None:
    assert languages(edition_row(name).built) == expected


def test_an_event_that_is_no_transfer_changes_no_word(certificate: Certificate, original: Occasion) -> None:
    before = said(certificate, "pl", original).digest()
    today = clock.today()
    CertificateEvent.objects.create(certificate=certificate, kind="suspend", effective_on=today, at=clock.now())
    assert said(certificate, "pl", original).digest() == before


def test_one_paper_calls_its_issuer_by_one_name(db: None) -> None:
    """Where no body signs, the issuer does, in the language of the paper and not in the one it was written down in."""
    world = world_of("flat-reviews")
    case = world.begin()
    issued = Certificate(
        issuer=world.issuer,
        edition=world.edition,
        institution=world.institution,
        case=case,
        number="1",
        issued_at=clock.now(),
    )
    words = said(issued, "en", Occasion(Copy.ORIGINAL, clock.today()))
    assert words.issuer == "Guild of Readers" != world.issuer.name
    assert words.signed_by == words.issuer
