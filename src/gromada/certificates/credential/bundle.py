"""What a check needs when there is no network: keys, lists, digests, in one JSON file that anybody may keep beside the certificates."""

import base64
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gromada.certificates.credential import jsontext
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.proof import stamp
from gromada.certificates.credential.terms import DIGESTS

KIND = "gromada-verification-bundle"


@dataclass(frozen=True)
class Bundle:
    """A source of a check (verifying.Sources). Raises Fault (unsure) for what it does not hold."""

    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    resources: dict[str, bytes] = field(default_factory=dict)
    made: str = ""

    def document(self, did: str) -> dict[str, Any]:
        return _held(self.documents, did)

    def status_list(self, address: str) -> dict[str, Any]:
        return _held(self.lists, address)

    def resource(self, address: str) -> bytes:
        found: bytes = _held(self.resources, address)
        return found

    def as_json(self, made: datetime) -> dict[str, Any]:
        return {
            "type": KIND,
            "version": 1,
            "made": stamp(made),
            "contexts": DIGESTS,
            "documents": self.documents,
            "statusLists": self.lists,
            "resources": {name: base64.b64encode(held).decode() for name, held in self.resources.items()},
        }


def read(text: bytes) -> Bundle:
    """Raises Fault of `jsontext.load`, or "bundle" for a file that is none."""
    told = jsontext.load(text)
    documents, lists, resources = (told.get(name) for name in ("documents", "statusLists", "resources"))
    if told.get("type") != KIND or told.get("version") != 1:
        raise Fault("bundle", str(told.get("type"))[:80])
    if not all(isinstance(each, dict) for each in (documents, lists, resources)):
        raise Fault("bundle")
    if not all(isinstance(each, dict) for each in (*documents.values(), *lists.values())):  # type: ignore[union-attr]
        raise Fault("bundle")
    try:
        files = {name: base64.b64decode(held, validate=True) for name, held in resources.items()}  # type: ignore[union-attr]
    except (ValueError, TypeError):
        raise Fault("bundle", "resources") from None
    return Bundle(documents, lists, files, str(told.get("made", "")))  # type: ignore[arg-type]


def _held(where: dict[str, Any], name: str) -> Any:
    if name not in where:
        raise Fault("away", name[:200], unsure=True)
    return where[name]
