"""A seal that is kept elsewhere, and what it is asked for."""

from gromada.certificates import papers, seals
from gromada.certificates.credential import chain
from gromada.certificates.models import Credential, SealRequest
from tests.certificates.making import Maker


def expected(credential: Credential, maker: Maker) -> None:
    seals.expect(credential.certificate.issuer, chain.written([maker.leaf, maker.root]).encode(), by="test")


def asked_for_a_seal(credential: Credential) -> SealRequest:
    expected(credential, Maker("Centrum Zaufania Przykład"))
    return papers.ask(credential, "pl", by="test")
