"""The files that carry a credential, as people have them: PDFs as they were set, saved anew, signed and broken; badges. Both judges open them alike."""

import datetime as dt
import io
import json

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from django.test import Client
from django.urls import reverse
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from gromada.certificates import facts, issuing, papers, publishing, seals, telling
from gromada.certificates.credential import attached
from gromada.certificates.credential.fault import Fault
from gromada.certificates.models import Credential
from gromada.certificates.models import Seal as SealRow
from gromada.certificates.paper import pdf
from gromada.certification.models import Certificate, CertificateEvent
from gromada.kit import clock
from tests.certificates.credential.browser import Case, by_browser, by_python

SIX = [(what, "passed") for what in ("form", "signature", "issuer", "dates", "status", "digests")]


@pytest.fixture
def credential(credential: Credential) -> Credential:
    seals.make(credential.certificate.issuer, by="test")
    return credential


@pytest.fixture
def paper(credential: Credential) -> bytes:
    """As it is given out: sealed."""
    return publishing.paper_of(credential, "pl")


@pytest.fixture
def plain(credential: Credential) -> bytes:
    return papers.plain(credential, "pl")


def judged(*files: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """What both say, once it is sure that they say the same."""
    sources, now = publishing.held(), clock.now()
    cases = [Case(str(number), data, sources, now) for number, data in enumerate(files)]
    found = by_browser(cases)
    assert found == by_python(cases)
    return [(verdict, [(what, outcome) for what, outcome, _code in checks]) for verdict, checks in found]


def signed_by_an_office(data: bytes) -> bytes:
    """With an electronic signature (PAdES) appended, as a qualified seal would be."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Office")])
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), day, day + dt.timedelta(900)
    )
    whole = pkcs12.serialize_key_and_certificates(b"o", key, made.sign(key, hashes.SHA256()), None, NoEncryption())
    signer = signers.SimpleSigner.load_pkcs12_data(whole, [], passphrase=None)
    how = signers.PdfSignatureMetadata("Office", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(data + b"\n"))
    return signers.sign_pdf(writer, how, signer).getvalue()


def updated(data: bytes) -> bytes:
    """With an update behind it, as programs write it that leave what is there."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    writer.root[generic.NameObject("/PageMode")] = generic.NameObject("/UseOutlines")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def saved_anew(data: bytes) -> bytes:
    """By another program: with a plain table of references."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_sealed_paper_is_opened_and_its_seal_is_the_issuers(paper: bytes) -> None:
    assert judged(paper) == [("passed", [*SIX, ("seal", "passed")])]


def test_a_paper_is_opened_however_it_was_written_and_without_a_seal_nobody_can_say_whose_its_pages_are(
    plain: bytes,
) -> None:
    for file in (plain, saved_anew(plain)):
        assert judged(file) == [("unsure", [*SIX, ("seal", "unsure")])]


def test_a_seal_that_the_issuer_does_not_own_up_to_is_found_out(plain: bytes) -> None:
    assert judged(signed_by_an_office(plain)) == [("failed", [*SIX, ("seal", "failed")])]
    SealRow.objects.all().delete()
    assert judged(signed_by_an_office(saved_anew(plain))) == [("unsure", [*SIX, ("seal", "unsure")])]


def test_a_sealed_paper_that_was_written_anew_is_not_what_was_sealed(paper: bytes) -> None:
    assert judged(saved_anew(paper)) == [("failed", [*SIX, ("seal", "failed")])]


def test_a_byte_changed_anywhere_in_a_sealed_paper_is_found_out(paper: bytes) -> None:
    """Outside the room of the signature: there it is compared with what pyHanko says of it, byte by byte."""
    sources, now = publishing.held(), clock.now()
    places = [len(paper) * part // 97 for part in range(1, 97)]
    cases = [
        Case(str(place), paper[:place] + bytes([paper[place] ^ 1]) + paper[place + 1 :], sources, now)
        for place in places
    ]
    found, expected = by_browser(cases), by_python(cases)
    assert {verdict for verdict, _checks in found} == {"failed"} == {verdict for verdict, _checks in expected}


def test_what_is_written_after_the_seal_is_never_passed_over(paper: bytes) -> None:
    """pyHanko tells harmless from harmful; a browser says that it cannot."""
    sources, now = publishing.held(), clock.now()
    later = [updated(paper), paper + b"\n% more", paper + b"\n"]
    cases = [Case(str(number), data, sources, now) for number, data in enumerate(later)]
    ours = [checks[-1][1:] for _verdict, checks in by_python(cases)]
    assert [checks[-1][1:] for _verdict, checks in by_browser(cases)] == [("unsure", "seal.later")] * 2 + [ours[2]]
    assert "passed" not in [outcome for outcome, _code in ours[:2]]


def test_a_paper_without_its_credential_is_no_forgery_but_nothing_to_check(credential: Credential) -> None:
    said = facts.said(credential.certificate, "pl", telling.occasion(credential.certificate))
    bare = pdf(said, clock.today())
    assert judged(bare) == [("unsure", [("file", "unsure")])]


def test_a_file_cut_anywhere_makes_nobody_stumble(paper: bytes) -> None:
    cuts = [paper[: len(paper) * part // 23] for part in range(1, 23)]
    spoilt = [
        paper.replace(word, b"%" * len(word)) for word in (b"endobj", b"xref", b"/EmbeddedFiles", b"/Root", b"stream")
    ]
    sources, now = publishing.held(), clock.now()
    cases = [Case(str(n), data, sources, now) for n, data in enumerate([*cuts, *spoilt])]
    assert "passed" not in {verdict for verdict, _checks in by_browser(cases)}
    assert "passed" not in {verdict for verdict, _checks in by_python(cases)}


def test_a_credential_changed_inside_the_paper_is_found_out(credential: Credential) -> None:
    document = credential.documents["pl.eddsa-rdfc-2022"]
    other = json.dumps(document | {"name": "Another name"}, ensure_ascii=False)
    said = facts.said(credential.certificate, "pl", telling.occasion(credential.certificate))
    assert [verdict for verdict, _checks in judged(pdf(said, clock.today(), other))] == ["failed"]


def test_strangers_papers_are_opened_in_a_process_of_their_own(paper: bytes, credential: Credential) -> None:
    assert json.loads(attached.text_of_apart(paper)) == credential.documents["pl.eddsa-rdfc-2022"]
    with pytest.raises(Fault, match="pdf"):
        attached.text_of_apart(b"%PDF-1.7 nothing")


def test_a_badge_carries_its_credential_and_a_kept_copy_is_found_out(
    credential: Credential, released: Certificate, client: Client
) -> None:
    address = reverse("credentials:badge", args=[released.number, "pl"])
    kept = client.get(address).content
    assert judged(kept) == [("passed", SIX)]
    CertificateEvent.objects.create(
        certificate=released, kind="revoke", effective_on=clock.today(), shown_on=clock.today(), at=clock.now()
    )
    issuing.bring_up_to_date(released)
    (verdict, checks), nothing = judged(kept, client.get(address).content)
    assert (verdict, dict(checks)["status"]) == ("failed", "failed")
    assert nothing == ("unsure", [("file", "unsure")])
