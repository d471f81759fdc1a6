"""Documents of others as canonical RDF: JSON-LD by pyoxigraph, in a process of its own that can be killed.

Contexts are never fetched: they come from `Contexts` (a folder, pinned by digest) and are written into the document before it is read.
A name no context defines gets a marked IRI through "@vocab", and a relative address one through the base, so that what a generic
processor would drop in silence shows itself and is refused.
"""

import json
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


def canonical(document: dict[str, Any], contexts: Contexts, *, seconds: float = apart.SECONDS) -> str:
    """The canonical N-Quads (RDFC-1.0, SHA-256) of a JSON-LD document.

    Raises Fault "context" (not at hand, unsure), "term", "relative", "jsonld", "blanks", "time" (unsure).
    """
    asked = json.dumps(contexts.inlined(document, {"@vocab": UNDEFINED}))
    return apart.ask("gromada.certificates.credential.generic", asked.encode(), seconds=seconds).decode()


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


def _strings(quad: Quad) -> tuple[str, str, str, str]:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return str(quad.subject), str(quad.predicate), str(quad.object), graph


def main() -> int:
    return apart.answer(lambda text: canonical_here(text.decode()).encode())


if __name__ == "__main__":
    sys.exit(main())
