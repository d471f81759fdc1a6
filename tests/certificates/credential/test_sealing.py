"""Sealed PDFs read with other eyes: pypdf for the structure, poppler for the seal and the words, and every byte changed in turn."""

import base64
import dataclasses
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from gromada.certificates import paper
from gromada.certificates.credential import attached, chain, did, sealed, sealing
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.sealing import Prepared
from gromada.certificates.credential.verifying import Check, Outcome
from tests.certificates.making import DID, NOW, TOLD, Maker
from tests.certificates.test_paper import DAY, WORDS

INSIDE = json.dumps({"name": "Żółw", "padding": ["ą"] * 50}, ensure_ascii=False)


class Site:
    """What is on the web: one issuer's keys."""

    def __init__(self, document: dict[str, Any] | None) -> None:
        self.held = document

    def document(self, name: str) -> dict[str, Any]:
        if self.held is None:
            raise Fault("away", name, unsure=True)
        return self.held

    def status_list(self, address: str) -> dict[str, Any]:
        raise Fault("away", address, unsure=True)

    def resource(self, address: str) -> bytes:
        raise Fault("away", address, unsure=True)


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker()


@pytest.fixture(scope="module")
def plain() -> bytes:
    return paper.pdf(dataclasses.replace(WORDS, parts=()), DAY, INSIDE)


@pytest.fixture(scope="module")
def pdf(maker: Maker, plain: bytes) -> bytes:
    return maker.sealed(plain)


def looked_at(pdf: bytes, maker: Maker) -> Check:
    return sealed.check(pdf, DID, Site(maker.document()))


def room_of(pdf: bytes) -> tuple[int, int]:
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) ", pdf)
    assert found
    return int(found[1]), int(found[2])


def test_a_sealed_pdf_is_good_and_says_whose_it_is(pdf: bytes, maker: Maker) -> None:
    check = looked_at(pdf, maker)
    assert (check.outcome, check.code) == (Outcome.PASSED, "seal.good")
    assert check.detail == "Stowarzyszenie Wspierania Przykładów, 2026-11-21T12:00:00Z"


def test_the_file_as_it_was_stands_untouched_at_its_beginning(pdf: bytes, plain: bytes) -> None:
    assert pdf.startswith(plain + b"\n")


def test_the_signature_is_pades_baseline(pdf: bytes) -> None:
    """ETSI EN 319 142-1, 6.3: one signer, the certificate bound by its digest, no time within the CMS but in /M."""
    field = pypdf.PdfReader(io.BytesIO(pdf)).get_fields()["Seal"]  # type: ignore[index]
    value = field["/V"]
    assert (value["/SubFilter"], value["/Filter"]) == ("/ETSI.CAdES.detached", "/Adobe.PPKLite")
    assert value["/M"].startswith("D:20261121120000")
    data = cms.ContentInfo.load(bytes(value["/Contents"].original_bytes))["content"]
    (info,) = data["signer_infos"]
    names = {attribute["type"].native for attribute in info["signed_attrs"]}
    assert {"content_type", "message_digest", "signing_certificate_v2"} <= names and "signing_time" not in names
    assert data["encap_content_info"]["content"].native is None
    assert len(data["certificates"]) == 1  # a root is known to whoever trusts it


def test_pdf_ua_and_pdf_a_are_promised_as_before_and_kept(pdf: bytes, plain: bytes) -> None:
    before, after = (pypdf.PdfReader(io.BytesIO(each)) for each in (plain, pdf))
    assert before.xmp_metadata and after.xmp_metadata
    assert before.xmp_metadata.stream.get_data() == after.xmp_metadata.stream.get_data()
    assert before.metadata == after.metadata
    root, page = after.trailer["/Root"], after.pages[0]
    assert root["/MarkInfo"]["/Marked"] and page["/Tabs"] == "/S"
    assert "/NeedAppearances" not in root["/AcroForm"]  # ISO 19005-3, 6.4.1
    (widget,) = (each.get_object() for each in page["/Annots"] if each.get_object()["/Subtype"] == "/Widget")
    assert widget["/F"] & 4 and not widget["/F"] & (1 | 2 | 32 | 256)  # 6.3.2: printed, and hidden in no way
    assert widget["/Rect"] == [0, 0, 0, 0]  # 6.3.3: so it needs no drawing
    assert widget["/TU"] == TOLD  # ISO 14289-1, 7.18.1
    assert after.trailer["/ID"][0] == before.trailer["/ID"][0]


def test_a_screen_reader_finds_the_seal_at_the_end_of_the_text(pdf: bytes) -> None:
    """ISO 14289-1, 7.18.4: the widget lies in a Form tag, and both know of each other."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    tree = reader.trailer["/Root"]["/StructTreeRoot"]
    form = tree["/K"][0]["/K"][-1].get_object()
    assert (form["/S"], form["/Alt"]) == ("/Form", TOLD)
    widget = form["/K"]["/Obj"]
    numbers = tree["/ParentTree"]["/Nums"]
    places = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert places[widget["/StructParent"]].get_object() == form
    assert tree["/ParentTreeNextKey"] == max(places) + 1
    assert form["/P"].get_object() == tree["/K"][0].get_object()


def test_the_credential_inside_is_the_same_byte_by_byte(pdf: bytes) -> None:
    assert attached.from_pdf(pdf) == INSIDE.encode()
    assert pypdf.PdfReader(io.BytesIO(pdf)).attachments["certificate.json"] == [INSIDE.encode()]


def test_the_words_can_be_selected_as_before(pdf: bytes, plain: bytes) -> None:
    said = [pypdf.PdfReader(io.BytesIO(each)).pages[0].extract_text() for each in (pdf, plain)]
    assert WORDS.number in said[0] and said[0] == said[1]


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler is not here: apt install poppler-utils")
def test_poppler_finds_the_seal_good_and_reads_words_and_tags(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told and "Total document signed" in told and "ETSI.CAdES.detached" in told
    words = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    assert WORDS.number in words and WORDS.years in words
    tags = subprocess.run(
        ["pdfinfo", "-struct", file], capture_output=True, text=True, errors="replace", check=False
    ).stdout
    assert [line.strip() for line in tags.splitlines() if line.strip()][-2] == "Form"


def test_every_byte_of_the_file_counts(pdf: bytes, maker: Maker) -> None:
    """Around the signature each byte is changed; elsewhere every so many: nowhere does a change pass."""
    start, end = room_of(pdf)
    written = len(cms.ContentInfo.load(bytes.fromhex(pdf[start + 1 : end - 1].decode())).dump()) * 2
    near = range(start - 40, start + written + 8, 1)
    far = (*range(0, start, 997), *range(start + written, end + 40, 211), *range(end, len(pdf), 61))
    for place in (*near, *far):
        for change in (0x01, 0x20):
            bad = pdf[:place] + bytes([pdf[place] ^ change]) + pdf[place + 1 :]
            assert looked_at(bad, maker).outcome is Outcome.FAILED, (place, change)


def saved_by_another(pdf: bytes, change: bool) -> bytes:
    """What viewers do: the file stays, an update is written behind it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if change:
        page = writer.find_page_for_modification(0)[0].get_object()
        page[generic.NameObject("/Rotate")] = generic.NumberObject(180)
        writer.update_container(page)
    else:
        writer.document_meta.creator = "Another viewer"
        writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_saved_anew_by_another_it_stays_good_and_that_is_said(pdf: bytes, maker: Maker) -> None:
    again = saved_by_another(pdf, change=False)
    assert len(again) > len(pdf)
    assert looked_at(again, maker).code == "seal.saved"
    assert attached.from_pdf(again) == INSIDE.encode()


def test_a_page_changed_by_an_update_is_found(pdf: bytes, maker: Maker) -> None:
    assert looked_at(saved_by_another(pdf, change=True), maker).code in ("seal.added", "seal.changed")


@pytest.mark.parametrize("more, code", [(b"\n", "seal.saved"), (b" stray", "seal.added")])
def test_bytes_behind_the_end_are_not_passed_over(pdf: bytes, maker: Maker, more: bytes, code: str) -> None:
    assert looked_at(pdf + more, maker).code == code


def test_a_seal_that_the_issuer_does_not_list_is_foreign(plain: bytes, maker: Maker) -> None:
    check = looked_at(Maker("Ktoś Inny").sealed(plain), maker)
    assert (check.outcome, check.code, check.detail) == (Outcome.FAILED, "seal.foreign", "Ktoś Inny")


def test_a_withdrawn_seal_counts_no_more(pdf: bytes, maker: Maker) -> None:
    check = sealed.check(pdf, DID, Site(maker.document(NOW)))
    assert (check.outcome, check.code, check.detail) == (Outcome.FAILED, "seal.revoked", "2026-11-21T12:00:00Z")


@pytest.mark.parametrize("document, code", [(None, "seal.away"), (did.document(DID, []), "seal.unlisted")])
def test_what_nobody_can_say_is_not_said(pdf: bytes, document: dict[str, Any] | None, code: str) -> None:
    check = sealed.check(pdf, DID, Site(document))
    assert (check.outcome, check.code) == (Outcome.UNSURE, code)


def test_without_a_seal_nobody_can_say(plain: bytes, maker: Maker) -> None:
    assert looked_at(plain, maker).code == "seal.none"


def test_a_signature_of_another_paper_does_not_fit(plain: bytes, maker: Maker) -> None:
    prepared = sealing.prepare(plain, name="x", told=TOLD, at=NOW)
    with pytest.raises(Fault, match="changed"):
        sealed.seals_in(sealing.finish(prepared, maker.stamper.signature(bytes(32))))


def test_a_signature_longer_than_its_room_is_refused(maker: Maker) -> None:
    prepared = Prepared(b"0<0000>0", bytes(32), 1, 7)
    with pytest.raises(Fault, match="room: 2"):
        sealing.finish(prepared, b"123")


def test_a_signature_comes_as_der_pem_or_base64(maker: Maker) -> None:
    made = maker.stamper.signature(bytes(32))
    (pem,) = [b"-----BEGIN CMS-----\n" + base64.encodebytes(made) + b"-----END CMS-----\n"]
    for form in (made, pem, b"".join(pem.splitlines()[1:-1])):
        assert sealing.der(form) == made
    for none in (b"", b"hello", b"\x30\x03\x02\x01\x01", b"-----BEGIN CMS-----", made[:-1]):
        with pytest.raises(Fault, match="cms"):
            sealing.der(none)


def test_a_chain_that_does_not_hold_together_is_refused(maker: Maker) -> None:
    other = Maker("Ktoś Inny")
    assert chain.read(chain.written([maker.leaf, maker.root]).encode()) == [maker.leaf, maker.root]
    with pytest.raises(Fault, match="chain"):
        chain.read(chain.written([maker.leaf, other.root]).encode())
    with pytest.raises(Fault, match="chain"):
        chain.read(b"no certificate at all")


def test_our_certificates_say_what_they_are_for(maker: Maker) -> None:
    assert chain.may_seal(maker.leaf) and not chain.may_seal(maker.root)
    names = maker.leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.UniformResourceIdentifier) == [DID]
    assert maker.root.not_valid_after_utc > maker.leaf.not_valid_after_utc > NOW.replace(year=2036, month=11, day=1)


def test_a_long_name_fits_into_a_certificate() -> None:
    made = Maker("Ogólnopolskie Stowarzyszenie Wspierania Wszystkich Przykładowych Społeczności Lokalnych w Polsce")
    assert len(chain.name_of(made.leaf).encode()) <= 64 and chain.name_of(made.leaf).endswith("…")


def test_did_json_names_the_key_as_jose_does(maker: Maker) -> None:
    said = chain.jwk(maker.leaf)
    numbers = maker.key.public_key().public_numbers()
    assert said["crv"] == "P-256" and int.from_bytes(_bytes(said["x"])) == numbers.x
    der = maker.leaf.public_bytes(serialization.Encoding.DER)
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    assert _bytes(said["x5t#S256"]) == digest.finalize()
    listed = maker.document()
    assert listed["assertionMethod"] == [] and listed["@context"][-1] == "https://w3id.org/security/jwk/v1"


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=")
