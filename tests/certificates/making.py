"""An issuer of seals that the tests invent."""

from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from gromada.certificates.credential import chain, did, sealing
from gromada.certificates.credential.sealing import Stamper

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DID = "did:web:znak.example"
TOLD = "Pieczęć elektroniczna: Stowarzyszenie Wspierania Przykładów"


class Maker:
    """An issuer with a root and a seal of its own."""

    def __init__(self, name: str = "Stowarzyszenie Wspierania Przykładów") -> None:
        self.root_key, self.key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        self.root = chain.own_root(name, self.root_key, NOW)
        self.leaf = chain.own_leaf(name, DID, self.key.public_key(), self.root, self.root_key, NOW)
        self.stamper = Stamper(self.sign, [chain.der(self.leaf), chain.der(self.root)])

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))

    def sealed(self, pdf: bytes) -> bytes:
        prepared = sealing.prepare(pdf, name="Stowarzyszenie", told=TOLD, at=NOW, room=2000)
        return sealing.finish(prepared, self.stamper.signature(prepared.digest))

    def document(self, revoked: datetime | None = None) -> dict[str, Any]:
        return did.document(DID, [], [did.ListedSeal("seal-2026-11-21", chain.jwk(self.leaf), revoked)])
