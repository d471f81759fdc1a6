"""A seal whose key lies in a token, with a timestamp of an authority: the token signs, the authority says when."""

import io

from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from gromada.certificates import issuing, keys, papers, seals
from gromada.certificates.credential import chain, sealing
from gromada.certificates.vocabulary import Place
from gromada.certification.models import Certificate
from gromada.kit import clock
from tests.certificates.test_timestamps import STAMPED, Authority, authority
from tests.certificates.tokens.conftest import SoftHSM

__all__ = ["authority"]


def test_a_token_seals_and_an_authority_says_when(
    softhsm: SoftHSM, authority: Authority, released: Certificate
) -> None:
    seal = seals.make(released.issuer, by="test")
    keys.make(released.issuer, by="test")
    credential = issuing.bring_up_to_date(released)
    assert credential and seal.place is Place.TOKEN
    papers.seal_each(credential, by="test")
    held = {kept.language: kept.file.path.read_bytes() for kept in credential.papers.all()}
    assert set(held) == {"pl", "en"} and len(authority.asked) >= 2
    root = asn1.Certificate.load(chain.der(chain.read(seals.roots())[0]))
    sealers = ValidationContext(trust_roots=[root], moment=clock.now(), allow_fetching=False)
    stampers = ValidationContext(trust_roots=[authority.certificate], moment=STAMPED, allow_fetching=False)
    for pdf in held.values():
        (embedded,) = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
        status = sealing.ran(async_validate_pdf_signature(embedded, sealers, ts_validation_context=stampers))
        assert status.intact and status.valid and status.trusted and status.coverage.name == "ENTIRE_FILE"
        stamp = status.timestamp_validity
        assert stamp.intact and stamp.valid and stamp.trusted and stamp.timestamp == STAMPED
