"""A passkey made of software: what a telephone would answer to the browser."""

import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG


class Passkey:
    def __init__(self, origin: str = "https://testserver", verifies: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.origin = origin
        self.flags = FLAG.UP | (FLAG.UV if verifies else 0)
        self.user: bytes = b""

    def register(self, asked: dict[str, Any]) -> str:
        asked = asked["publicKey"]
        self.user = websafe_decode(asked["user"]["id"])
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(sha256(asked["rp"]["id"].encode()), self.flags | FLAG.AT, 0, bytes(credential))
        attestation = AttestationObject.create("none", data, {})
        client = self._client(CollectedClientData.TYPE.CREATE, asked["challenge"])
        return self._outside({"clientDataJSON": client.b64, "attestationObject": websafe_encode(bytes(attestation))})

    def answer(self, asked: dict[str, Any]) -> str:
        asked = asked["publicKey"]
        data = AuthenticatorData.create(sha256(asked["rpId"].encode()), self.flags, 1)
        client = self._client(CollectedClientData.TYPE.GET, asked["challenge"])
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._outside(
            {
                "clientDataJSON": client.b64,
                "authenticatorData": websafe_encode(bytes(data)),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(self.user),
            }
        )

    def _client(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, self.origin)

    def _outside(self, response: dict[str, Any]) -> str:
        name = websafe_encode(self.id)
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
        )
