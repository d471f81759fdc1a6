"""Documents of others as canonical RDF: JSON-LD by pyoxigraph, in a process of its own that can be killed.

Contexts are never fetched: they come from `Contexts` (a folder, pinned by digest) and are written into the document before it is read.
A name no context defines gets a marked IRI through "@vocab", and a relative address one through the base, so that what a generic
processor would drop in silence shows itself and is refused.
"""

import json
import re
import sys
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, parse

from gromada.certificates.credential import apart
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.rdfc import Canonicaliser

MAX_QUADS = 20_000
MAX_BLANKS = 2_000
UNDEFINED = "urn:x-undefined-term:"
RELATIVE = "x-relative://address/"
I18N = "https://www.w3.org/ns/i18n#"
KEYWORDS = {
    f"@{word}"
    for word in [
        "context",
        "graph",
        "id",
        "included",
        "index",
        "json",
        "language",
        "direction",
        "list",
        "nest",
        "none",
        "reverse",
        "set",
        "type",
        "value",
    ]
}
_is_language = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*").fullmatch


def canonical(document: dict[str, Any], contexts: Contexts, *, seconds: float = apart.SECONDS) -> str:
    """The canonical N-Quads (RDFC-1.0, SHA-256) of a JSON-LD document.

    Raises Fault "context" (not at hand, unsure), "term", "relative", "value", "jsonld", "blanks", "time" (unsure).
    """
    return canonical_all([document], contexts, seconds=seconds)[0]


def canonical_all(documents: list[dict[str, Any]], contexts: Contexts, *, seconds: float = apart.SECONDS) -> list[str]:
    """The same for several in one process, whose start costs more than most documents do."""
    asked = json.dumps([json.dumps(contexts.inlined(lossless(each), {"@vocab": UNDEFINED})) for each in documents])
    found: list[str] = json.loads(apart.ask("gromada.certificates.credential.generic", asked.encode(), seconds=seconds))
    return found


def canonical_here(text: str) -> str:
    """The same in this process, without a clock: only for what `canonical` calls and for tests on known documents."""
    try:
        quads = list(parse(text, RdfFormat.JSON_LD, base_iri=RELATIVE))
        all_quads = list(parse(text, RdfFormat.JSON_LD, base_iri=RELATIVE, lenient=True))
    except (SyntaxError, ValueError) as error:
        raise Fault("jsonld", str(error)[:200]) from None
    # Strictly read, a statement with a bad address is dropped in silence; leniently, it stands. None may be lost.
    if len(quads) != len(all_quads):
        raise Fault("relative")
    if len(quads) > MAX_QUADS:
        raise Fault("size", str(MAX_QUADS))
    if len({end for quad in quads for end in (quad.subject, quad.object) if isinstance(end, BlankNode)}) > MAX_BLANKS:
        raise Fault("blanks", str(MAX_BLANKS), unsure=True)
    found = "".join(Canonicaliser([_strings(quad) for quad in quads]).lines())
    for marker, code in ((f"<{UNDEFINED}", "term"), (f"<{RELATIVE}", "relative")):
        if marker in found:
            raise Fault(code, found.partition(marker)[2].partition(">")[0][:80])
    return found


def lossless(value: Any) -> Any:
    """The document with what processors drop or write each in a way of its own put into words, or a Fault.

    Base directions become datatypes ("i18n-datatype" of JSON-LD 1.1 API, 4.1.3, as common verifiers have it). Raises Fault "value"
    for null and for numbers that are written differently by others, "term" for a word that begins with @ and means nothing.
    """
    if isinstance(value, dict):
        for name in value:
            if name[:1] == "@" and name not in KEYWORDS and name[1:].isalpha():
                raise Fault("term", name[:80])
        said = {name: held if name == "@context" else lossless(held) for name, held in value.items()}
        return _worded(said) if "@language" in said or "@direction" in said else said
    if isinstance(value, list):
        return [lossless(each) for each in value]
    if value is None or (type(value) in (int, float) and not _plain(value)):
        raise Fault("value", str(value))
    return value


def _worded(value: dict[str, Any]) -> dict[str, Any]:
    language, direction = value.get("@language", ""), value.get("@direction", "")
    if (language != "" or "@language" in value) and not (isinstance(language, str) and _is_language(language)):
        raise Fault("value", f"@language: {str(language)[:80]}")
    if "@direction" not in value:
        return value | {"@language": language.lower()}
    if direction not in ("ltr", "rtl") or set(value) - {"@value", "@language", "@direction"}:
        raise Fault("value", f"@direction: {str(direction)[:80]}")
    return {"@value": value.get("@value"), "@type": f"{I18N}{language.lower()}_{direction}"}


def _plain(number: int | float) -> bool:
    """Whole below 2^53, or with a fraction of at most sixteen digits: what JSON-LD 1.1 API, 8.6, and others write alike."""
    return abs(number) < 2**53 and (isinstance(number, int) or float(f"{number:.15e}") == number)


def _strings(quad: Quad) -> tuple[str, str, str, str]:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return str(quad.subject), str(quad.predicate), str(quad.object), graph


def main() -> int:
    return apart.answer(lambda texts: json.dumps([canonical_here(text) for text in json.loads(texts)]).encode())


if __name__ == "__main__":
    sys.exit(main())
