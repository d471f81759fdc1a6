"""JSON-LD contexts at hand: a folder of files, each known by its SHA-256, never fetched.

`pins.json` in the folder says which address may be which file: {"https://…": ["<sha256>", …]}; an address may have several digests,
the newest first, for documents signed while an older text was published. A file whose digest nobody pinned is not read.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from gromada.certificates.credential import jsontext
from gromada.certificates.credential.fault import Fault

MAX_CONTEXTS = 16
REFUSED = ("@import", "@base")


class Contexts:
    """Addresses and their texts. `given` may add some that the caller holds already (an offline bundle, a test)."""

    def __init__(self, folder: Path | None = None, given: dict[str, Any] | None = None) -> None:
        self.known: dict[str, Any] = dict(given or {})
        if folder is not None:
            self.known |= _read(folder)

    def inlined(self, document: dict[str, Any], undefined: dict[str, str]) -> dict[str, Any]:
        """The document with every context written out, `undefined` before each chain of them.

        Raises Fault "context" for one not at hand (unsure), "import" for what would reach outside.
        """
        return {name: self._value(name, value, undefined) for name, value in document.items()}

    def _value(self, name: str, value: Any, undefined: dict[str, str]) -> Any:
        if name == "@context":
            return [undefined, *self._written(value, undefined, 0)]
        if isinstance(value, dict):
            return self.inlined(value, undefined)
        if isinstance(value, list):
            return [self._value("", each, undefined) for each in value]
        return value

    def _written(self, context: Any, undefined: dict[str, str], depth: int) -> list[Any]:
        if depth > 4 or (isinstance(context, list) and len(context) > MAX_CONTEXTS):
            raise Fault("context", str(MAX_CONTEXTS))
        if isinstance(context, list):
            return [one for each in context for one in self._written(each, undefined, depth + 1)]
        if context is None:  # a clean slate still must not swallow words
            return [None, undefined]
        if isinstance(context, str):
            if context not in self.known:
                raise Fault("context", context[:200], unsure=True)
            return self._written(self.known[context].get("@context", {}), undefined, depth + 1)
        if not isinstance(context, dict):
            raise Fault("context", str(context)[:80])
        return [self._terms(context, undefined, depth)]

    def _terms(self, context: dict[str, Any], undefined: dict[str, str], depth: int) -> dict[str, Any]:
        found = {}
        for term, definition in context.items():
            if term in REFUSED:
                raise Fault("import", term)
            if isinstance(definition, dict) and "@context" in definition:
                inside = self._written(definition["@context"], undefined, depth + 1)
                definition = definition | {"@context": inside}
            found[term] = definition
        return found


def _read(folder: Path) -> dict[str, Any]:
    texts = {}
    for path in sorted(folder.glob("*.json*")):
        if path.name != "pins.json" and path.stat().st_size <= jsontext.MAX_BYTES:
            texts[hashlib.sha256(path.read_bytes()).hexdigest()] = path
    try:
        pins = json.loads((folder / "pins.json").read_text())
    except (OSError, ValueError) as error:
        raise Fault("pins", str(error)[:200], unsure=True) from None
    found = {}
    for address, digests in pins.items():
        held = next((digest for digest in digests if digest in texts), None)
        if held is not None:
            found[address] = jsontext.load(texts[held].read_bytes())
    return found
