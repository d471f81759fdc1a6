"""The folder of the service: a test key, contexts pinned by digest, the statuses that were set, and a certificate for HTTPS."""

import fcntl
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gromada.certificates.credential import contexts, did, multibase
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.integrity import LENGTHS, digests
from gromada.certificates.credential.proof import Signer

KEY, CONTEXTS, SET = "key", "contexts", "statuses.json"
EXAMPLES = b'{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}\n'
# Where the packages of npm keep the contexts that the suites use, and under which address each was published.
PACKAGED = {
    "https://www.w3.org/ns/credentials/v2": "@digitalbazaar/credentials-context/contexts/v2.jsonld",
    "https://www.w3.org/2018/credentials/v1": "@digitalbazaar/credentials-context/contexts/v1.jsonld",
    "https://www.w3.org/ns/credentials/undefined-terms/v2": "@digitalbazaar/credentials-context/contexts/undefined-terms-v2.jsonld",
    "https://w3id.org/security/data-integrity/v1": "@digitalbazaar/data-integrity-context/contexts/data-integrity-v1.jsonld",
    "https://w3id.org/security/data-integrity/v2": "@digitalbazaar/data-integrity-context/contexts/data-integrity-v2.jsonld",
    "https://w3id.org/security/multikey/v1": "@digitalbazaar/multikey-context/contexts/multikey-v1.jsonld",
    "https://w3id.org/security/suites/ed25519-2020/v1": "ed25519-signature-2020-context/contexts/ed25519-signature-2020-v1.jsonld",
    "https://www.w3.org/ns/did/v1": "did-context/contexts/did-v1.jsonld",
}
# Digests of texts as they were published, February 2025 and July 2024: packages keep the same context with other blanks in it.
PUBLISHED = {
    "https://www.w3.org/ns/credentials/v2": (
        "sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=",
        "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU",
        "sha256-JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k=",
        "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
    )
}


@dataclass(frozen=True)
class Held:
    """What is in the folder: the key with its did:key, and the contexts. `place` is the folder."""

    place: Path
    signer: Signer
    contexts: Contexts

    @property
    def did(self) -> str:
        return self.signer.method.partition("#")[0]

    def is_known(self, address: str) -> bool:
        return address in self.contexts.versions or address in PUBLISHED

    def is_text_of(self, address: str, resource: dict[str, Any]) -> bool:
        """Whether the digests of a related resource are those of a text that this address has or had. Raises Fault for what is no digest."""
        known = {pair for text in PUBLISHED.get(address, ()) for pair in digests({"digestSRI": text})}
        for text in self.contexts.versions.get(address, []):
            known |= {(name, hashlib.new(name, text).digest()) for name in LENGTHS.values()}
        return set(digests(resource)) <= known

    def is_set(self, purpose: str) -> list[int]:
        """The places of a status list that have been set."""
        return _statuses(self.place).get(purpose, [])

    def set(self, purpose: str, index: int, value: bool) -> None:
        with (self.place / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            all_set = _statuses(self.place)
            others = [one for one in all_set.get(purpose, []) if one != index]
            all_set[purpose] = sorted([*others, index] if value else others)
            fresh = self.place / f"{SET}.new"
            fresh.write_text(json.dumps(all_set))
            fresh.replace(self.place / SET)


def held(place: Path) -> Held:
    """Raises Fault "key" or "pins" (unsure) for a folder that has not been prepared."""
    return _held(
        place,
        *(
            (place / name).stat().st_mtime_ns if (place / name).exists() else 0
            for name in (KEY, f"{CONTEXTS}/{contexts.PINS}")
        ),
    )


@lru_cache(maxsize=2)
def _held(place: Path, _key: int, _pins: int) -> Held:
    try:
        secret = (place / KEY).read_text().strip()
    except OSError:
        raise Fault("key", KEY, unsure=True) from None
    key = multibase.secret_key(secret)
    return Held(place, Signer(key, did.method_of_key(key.public_key())), Contexts(place / CONTEXTS))


def prepare(place: Path, packages: Path | None, given: dict[str, Path]) -> tuple[Held, list[str]]:
    """Makes what is missing, reads the contexts that are offered, and gives what is held with the addresses that were not found.

    Raises Fault for a file that is no context, OSError for one that cannot be read.
    """
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (place / KEY).exists():
        (place / KEY).touch(mode=0o600)
        (place / KEY).write_text(multibase.secret_multikey(Ed25519PrivateKey.generate()) + "\n")
    offered = {address: packages / path for address, path in PACKAGED.items()} if packages else {}
    texts = {address: path.read_bytes() for address, path in offered.items() if path.is_file()}
    texts |= {"https://www.w3.org/ns/credentials/examples/v2": EXAMPLES}
    contexts.write(place / CONTEXTS, texts)
    contexts.write(place / CONTEXTS, {address: path.read_bytes() for address, path in given.items()})
    found = held(place)
    return found, sorted(set(PACKAGED) - set(found.contexts.known))


def _statuses(place: Path) -> dict[str, list[int]]:
    try:
        found: dict[str, list[int]] = json.loads((place / SET).read_text())
    except FileNotFoundError:
        return {}
    return found
