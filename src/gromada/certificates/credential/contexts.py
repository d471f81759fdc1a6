"""JSON-LD contexts at hand: a folder of files, each known by its SHA-256, never fetched.

`pins.json` in the folder says which address may be which file: {"https://…": ["<sha256>", …]}; an address may have several digests,
the newest first, for documents signed while an older text was published. A file whose digest nobody pinned is not read.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gromada.certificates.credential import jsontext
from gromada.certificates.credential.fault import Fault

MAX_CONTEXTS = 16
MAX_WRITTEN = (
    300  # contexts in one document, wherever they stand: each is written out in full before anything else is done
)
MAX_OLDER = 3  # older texts that are tried where a signature does not fit the newest
REFUSED = ("@import", "@base", "@direction")
PINS = "pins.json"


class Contexts:
    """Addresses and their texts. `given` may add some that the caller holds already (an offline bundle, a test)."""

    def __init__(self, folder: Path | None = None, given: dict[str, Any] | None = None) -> None:
        self.versions: dict[str, list[bytes]] = _read(folder) if folder is not None else {}
        read = {address: jsontext.load(texts[0]) for address, texts in self.versions.items()}
        self.known: dict[str, Any] = dict(given or {}) | read

    def older(self) -> Iterator["Contexts"]:
        """The same with the second text of each address that has one, then with the third. A document may be of that time."""
        for depth in range(1, MAX_OLDER + 1):
            if not any(len(texts) > depth for texts in self.versions.values()):
                return
            taken = {
                address: jsontext.load(texts[min(depth, len(texts) - 1)]) for address, texts in self.versions.items()
            }
            yield Contexts(given=self.known | taken)

    def inlined(self, document: dict[str, Any], undefined: dict[str, str]) -> dict[str, Any]:
        """The document with every context written out, `undefined` before the first, so that words without a meaning show.

        Raises Fault "context" for one not at hand (unsure), "import" for what would reach outside.
        """
        writing = _Writing(self.known, undefined)
        found = {name: writing.value(name, held) for name, held in document.items() if name != "@context"}
        return {"@context": [undefined, *writing.written(document.get("@context", []), 0)]} | found


class _Writing:
    """One document's contexts, counted."""

    def __init__(self, known: dict[str, Any], undefined: dict[str, str]) -> None:
        self.known, self.undefined, self.left = known, undefined, MAX_WRITTEN

    def value(self, name: str, value: Any) -> Any:
        if name == "@context":
            return self.written(value, 0)
        if isinstance(value, dict):
            return {inner: self.value(inner, held) for inner, held in value.items()}
        if isinstance(value, list):
            return [self.value("", each) for each in value]
        return value

    def written(self, context: Any, depth: int) -> list[Any]:
        self.left -= 1
        if self.left < 0 or depth > 4 or (isinstance(context, list) and len(context) > MAX_CONTEXTS):
            raise Fault("context", str(MAX_CONTEXTS))
        if isinstance(context, list):
            return [one for each in context for one in self.written(each, depth + 1)]
        if context is None:  # a clean slate still must not swallow words
            return [None, self.undefined]
        if isinstance(context, str):
            if context not in self.known:
                raise Fault("context", context[:200], unsure=True)
            return self.written(self.known[context].get("@context", {}), depth + 1)
        if not isinstance(context, dict):
            raise Fault("context", str(context)[:80])
        if "@context" in context:  # a whole file where its content is meant; common processors look inside
            return self.written(context["@context"], depth + 1)
        return [self._terms(context, depth)]

    def _terms(self, context: dict[str, Any], depth: int) -> dict[str, Any]:
        found = {}
        for term, definition in context.items():
            if term in REFUSED or definition in REFUSED:
                raise Fault("import", term)
            if isinstance(definition, dict):
                if any(word in definition for word in REFUSED) or definition.get("@id") in REFUSED:
                    raise Fault("import", term)
                if "@context" in definition:
                    definition = definition | {"@context": self.written(definition["@context"], depth + 1)}
            found[term] = definition
        return found


def write(folder: Path, texts: dict[str, bytes]) -> dict[str, list[str]]:
    """Adds texts to a folder of contexts, each as the newest of its address, and gives the pins. Raises Fault of `jsontext.load`."""
    folder.mkdir(parents=True, exist_ok=True)
    pins: dict[str, list[str]] = _pins(folder) if (folder / PINS).is_file() else {}
    for address, text in texts.items():
        if not isinstance(jsontext.load(text).get("@context"), (dict, list)):
            raise Fault("context", address[:200])
        digest = hashlib.sha256(text).hexdigest()
        (folder / f"{digest}.jsonld").write_bytes(text)
        pins[address] = [digest, *(one for one in pins.get(address, []) if one != digest)]
    (folder / PINS).write_text(json.dumps(pins, indent=2, sort_keys=True) + "\n")
    return pins


def _read(folder: Path) -> dict[str, list[bytes]]:
    texts = {}
    for path in sorted(folder.glob("*.json*")):
        if path.name != PINS and path.stat().st_size <= jsontext.MAX_BYTES:
            data = path.read_bytes()
            texts[hashlib.sha256(data).hexdigest()] = data
    found = {address: [texts[one] for one in digests if one in texts] for address, digests in _pins(folder).items()}
    return {address: held for address, held in found.items() if held}


def _pins(folder: Path) -> dict[str, list[str]]:
    try:
        pins: dict[str, list[str]] = json.loads((folder / PINS).read_text())
    except (OSError, ValueError) as error:
        raise Fault("pins", str(error)[:200], unsure=True) from None
    return pins
