"""The files that carry a credential, as people have them: PDFs as they were set, saved anew, signed and broken; badges. Both judges open them alike."""

import datetime as dt
import io
import json
from collections.abc import Callable

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from django.test import Client
from django.urls import reverse
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from gromada.certificates import facts, issuing, keys, publishing
from gromada.certificates.credential import attached
from gromada.certificates.credential.fault import Fault
from gromada.certificates.models import Credential
from gromada.certificates.paper import pdf
from gromada.certification.models import Certificate, CertificateEvent
from gromada.kit import clock
from tests.certificates.credential.browser import Case, by_browser, by_python

GOOD = [(what, "passed") for what in ("form", "signature", "issuer", "dates", "status", "digests")]


@pytest.fixture
def credential(released: Certificate) -> Credential:
    keys.make(released.issuer, by="test")
    made = issuing.bring_up_to_date(released)
    assert made is not None
    return made


@pytest.fixture
def paper(credential: Credential) -> bytes:
    return publishing.paper_of(credential, "pl")


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
    how = signers.PdfSignatureMetadata("Seal", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(data + b"\n"))
    return signers.sign_pdf(writer, how, signer).getvalue()


def saved_anew(data: bytes) -> bytes:
    """By another program: with a plain table of references."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("carry", [bytes, saved_anew, signed_by_an_office], ids=["set", "saved anew", "signed"])
def test_a_paper_is_opened_however_it_was_written(paper: bytes, carry: Callable[[bytes], bytes]) -> None:
    assert judged(carry(paper)) == [("passed", GOOD)]


def test_a_paper_signed_after_it_was_saved_anew_is_opened(paper: bytes) -> None:
    assert (
        judged(signed_by_an_office(saved_anew(paper)), saved_anew(signed_by_an_office(paper))) == [("passed", GOOD)] * 2
    )


def test_a_paper_without_its_credential_is_no_forgery_but_nothing_to_check(credential: Credential) -> None:
    said = facts.said(credential.certificate, "pl", issuing.occasion(credential.certificate))
    bare = pdf(said, clock.today())
    assert judged(bare) == [("unsure", [("file", "unsure")])]


def test_a_file_cut_anywhere_makes_nobody_stumble(paper: bytes) -> None:
    cuts = [paper[: len(paper) * part // 23] for part in range(1, 23)]
    spoilt = [
        paper.replace(word, b"%" * len(word)) for word in (b"endobj", b"xref", b"/EmbeddedFiles", b"/Root", b"stream")
    ]
    sources, now = publishing.held(), clock.now()
    cases = [Case(str(n), data, sources, now) for n, data in enumerate([*cuts, *spoilt])]
    assert {verdict for verdict, _checks in by_browser(cases)} <= {"unsure", "passed"}
    assert {verdict for verdict, _checks in by_python(cases)} <= {"unsure", "passed"}


def test_a_credential_changed_inside_the_paper_is_found_out(credential: Credential) -> None:
    document = credential.documents["pl.eddsa-rdfc-2022"]
    other = json.dumps(document | {"name": "Another name"}, ensure_ascii=False)
    said = facts.said(credential.certificate, "pl", issuing.occasion(credential.certificate))
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
    assert judged(kept) == [("passed", GOOD)]
    CertificateEvent.objects.create(
        certificate=released, kind="revoke", effective_on=clock.today(), shown_on=clock.today(), at=clock.now()
    )
    issuing.bring_up_to_date(released)
    (verdict, checks), nothing = judged(kept, client.get(address).content)
    assert (verdict, dict(checks)["status"]) == ("failed", "failed")
    assert nothing == ("unsure", [("file", "unsure")])
