"""Seals with a timestamp (RFC 3161): an authority on this machine is asked over HTTP, and refuses or errs like one."""

import io
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from gromada.certificates import papers, seals
from gromada.certificates.credential import sealed, sealing
from gromada.certificates.models import Credential, Seal, SealedPaper
from gromada.certification.models import Certificate
from gromada.kit.refusal import Refusal

STAMPED = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)


class Authority(ThreadingHTTPServer):
    """Stamps what it is asked to stamp, unless it was told to `err`. What it saw stays in `asked`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        key = rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Urząd Czasu Przykład")])
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        made = made.serial_number(7).not_valid_before(STAMPED - timedelta(days=9))
        made = made.not_valid_after(STAMPED + timedelta(days=999)).add_extension(usage, critical=True)
        self.certificate = asn1_x509.Certificate.load(made.sign(key, hashes.SHA256()).public_bytes(Encoding.DER))
        secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self.stamper = DummyTimeStamper(self.certificate, asn1_keys.PrivateKeyInfo.load(secret), fixed_dt=STAMPED)
        self.err, self.asked = "", list[tsp.TimeStampReq]()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/tsa"

    def answer(self, asked: tsp.TimeStampReq) -> bytes:
        if self.err == "nonsense":
            return b"<html>Przerwa techniczna</html>"
        if self.err == "refuses":
            return bytes(tsp.TimeStampResp({"status": {"status": "rejection"}}).dump())
        if self.err == "another paper":
            asked["message_imprint"]["hashed_message"] = bytes(32)
        if self.err == "another question":
            asked["nonce"] = 5
        return bytes(sealing.ran(self.stamper.async_request_tsa_response(asked)).dump())


class Desk(BaseHTTPRequestHandler):
    server: Authority

    def do_POST(self) -> None:
        asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked.copy())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer(asked))

    def log_message(self, *_told: object) -> None:
        """Says nothing."""


@pytest.fixture
def authority(settings: Any) -> Iterator[Authority]:
    with Authority() as made:
        serving = threading.Thread(target=made.serve_forever)
        serving.start()
        settings.TIMESTAMP_URL = made.address
        yield made
        made.shutdown()
        serving.join()


@pytest.fixture
def seal(released: Certificate) -> Seal:
    return seals.make(released.issuer, by="test")


def pdf_of(kept: SealedPaper) -> bytes:
    return kept.file.path.read_bytes()


def test_the_seal_bears_the_time_of_the_authority(credential: Credential, seal: Seal, authority: Authority) -> None:
    pdf = pdf_of(papers.seal_here(credential, "pl", seal, by="test"))
    (found,) = sealed.seals_in(pdf)
    assert found.whole and found.thumbprint == seal.thumbprint
    (embedded,) = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    trusted = ValidationContext(trust_roots=[authority.certificate], allow_fetching=False, moment=STAMPED)
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = sealing.ran(async_validate_pdf_signature(embedded, nobody, ts_validation_context=trusted))
    assert status.intact and status.valid
    stamp = status.timestamp_validity
    assert stamp.intact and stamp.valid and stamp.trusted and stamp.timestamp == STAMPED


def test_only_a_digest_of_the_signature_leaves_the_house(
    credential: Credential, seal: Seal, authority: Authority
) -> None:
    pdf = pdf_of(papers.seal_here(credential, "pl", seal, by="test"))
    (embedded,) = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    told = authority.asked[-1]["message_imprint"]
    assert told["hash_algorithm"]["algorithm"].native == "sha256"
    assert told["hashed_message"].native == sha256(embedded.signer_info["signature"].native).digest()


def test_every_paper_is_stamped_for_itself(credential: Credential, seal: Seal, authority: Authority) -> None:
    papers.seal_each(credential, by="test")
    assert SealedPaper.objects.count() == 2
    stamped = {each["message_imprint"]["hashed_message"].native for each in authority.asked}
    assert len(stamped) >= 2 and all(sealed.seals_in(pdf_of(kept)) for kept in SealedPaper.objects.all())


@pytest.mark.parametrize("err", ["nonsense", "refuses", "another paper", "another question"])
def test_what_is_no_timestamp_of_this_paper_is_told_and_nothing_is_kept(
    credential: Credential, seal: Seal, authority: Authority, err: str
) -> None:
    authority.err = err
    with pytest.raises(Refusal, match="nie jest znacznikiem czasu tego dokumentu"):
        papers.seal_here(credential, "pl", seal, by="test")
    assert authority.asked and not SealedPaper.objects.exists()


def test_an_authority_that_does_not_answer_is_named(credential: Credential, seal: Seal, settings: Any) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/tsa"
    with pytest.raises(Refusal, match="tsa nie odpowiada"):
        papers.seal_here(credential, "pl", seal, by="test")
    assert not SealedPaper.objects.exists()


def test_without_an_address_nobody_is_asked(
    credential: Credential, seal: Seal, authority: Authority, settings: Any
) -> None:
    settings.TIMESTAMP_URL = ""
    papers.seal_here(credential, "pl", seal, by="test")
    assert authority.asked == []
