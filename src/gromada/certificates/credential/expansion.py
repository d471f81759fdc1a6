"""Our documents as RDF, by the compiled table: what a JSON-LD processor would make of them, a hundred times faster, or a Fault.

It fails closed. A name or type that the table does not know, a relative address, null, a number with a fraction, a keyword, a nested
context: all are refused, though a generic processor would drop some of them without a word (and a signature would not cover them). Where the
contexts know more than the table does, the Fault says so (`unsure`), and the generic processor may be asked.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from gromada.certificates.credential import jsontext
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.terms import RDF_TYPE, Scope, Shape, Term, shape_of

BOOLEAN = "^^<http://www.w3.org/2001/XMLSchema#boolean>"
INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"
MAX_BLANKS = 200
SHARED, MAX_SHARED = "achievement", 64
# Absolute, in the letters of RFC 3986. Addresses with other letters are left to the generic processor.
_CHARS = r"[A-Za-z0-9\-._~:/?@!$&'()*+,;=]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~:/?@!$&'()*+,;=]*)*"
_is_iri = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_CHARS}(?:#{_CHARS})?").fullmatch
_odd = re.compile(r"[\x00-\x1f\"\\\x7f]").search
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})

Node = str | int  # "<iri>" as it is written, or the number of a blank node
_shared: dict[tuple[tuple[str, ...], bytes], tuple[Node, list[str]]] = {}


@dataclass(slots=True)
class Graph:
    """Lines without blank nodes are whole; those with one wait for its name."""

    shape: Shape
    lines: list[str] = field(default_factory=list)
    tied: list[tuple[Node, str, Node]] = field(default_factory=list)
    blanks: int = 0
    careful: bool = True  # some text needs escaping, so each is looked at


def expand(document: dict[str, Any], contexts: list[str] | None = None) -> Graph:
    """The document's RDF. `contexts` stand in where the document has none of its own (a proof).

    Raises Fault "context" (not a shape of the table), "term", "type", "relative", "value", "blanks".
    """
    named = document.get("@context", contexts)
    shape = shape_of(named)
    if shape is None:
        raise Fault("context", str(named)[:200], unsure=True)
    graph = Graph(shape, careful=not jsontext.is_plain(document))
    _node(document, graph, top=True)
    return graph


def _node(value: dict[str, Any], graph: Graph, *, top: bool = False) -> Node:
    types = value.get("type", ())
    if type(types) is str:
        types = (types,)
    elif type(types) is list:
        types = tuple(types)
    elif types != ():
        raise Fault("type")
    try:
        scope = graph.shape.scopes.get(types) or graph.shape.scope(types)
    except TypeError:  # a type that is itself a list or an object
        raise Fault("type") from None
    named = value.get("id")
    if named is None:
        if "id" in value or (not types and len(value) == ("@context" in value)):
            raise Fault("value", "id" if "id" in value else "{}")
        return _blank(value, scope, graph, top)
    subject = _iri(named, "id", scope)
    lines, terms, careful = graph.lines, scope.terms, graph.careful
    for ending in scope.types:
        lines.append(subject + ending)
    for name, held in value.items():
        term = terms.get(name)
        if term is None:
            if name == "id" or name == "type" or (top and name == "@context"):
                continue
            raise Fault("term", name[:80], unsure=name in graph.shape.left)
        opening = term.opening
        if opening and type(held) is str and not careful:  # the way of nearly all; what follows is for the rest
            lines.append(f"{subject}{opening}{held}{term.closing}")
            continue
        for each in held if type(held) is list else (held,):
            shared = name == SHARED and type(each) is dict
            found = _kept(each, graph) if shared else _object(each, term, name, scope, graph)
            if type(found) is int:
                graph.tied.append((subject, term.predicate, found))
            else:
                lines.append(f"{subject}{term.predicate}{found} .\n")
    return subject


def _kept(value: dict[str, Any], graph: Graph) -> Node:
    """A node that many certificates share word for word (what is awarded, with its standards): its lines are worked out once.

    The key is its whole text. Only lines of nodes with addresses are kept.
    """
    text = jsontext.written(value)
    found = _shared.get((graph.shape.contexts, text))
    if found is None:
        part = Graph(graph.shape, careful=graph.careful)
        subject = _node(value, part)
        if part.tied or type(subject) is int:
            return _node(value, graph)
        part.lines.sort()  # runs in order make the last sorting quick
        found = (subject, part.lines)
        if len(_shared) >= MAX_SHARED:
            _shared.clear()
        _shared[graph.shape.contexts, text] = found
    graph.lines.extend(found[1])
    return found[0]


def _blank(value: dict[str, Any], scope: Scope, graph: Graph, top: bool) -> int:
    number = graph.blanks
    graph.blanks += 1
    if number >= MAX_BLANKS:
        raise Fault("blanks", str(MAX_BLANKS), unsure=True)
    for iri in scope.iris:
        graph.tied.append((number, RDF_TYPE, iri))
    for name, held in value.items():
        term = scope.terms.get(name)
        if term is None:
            if name == "type" or (top and name == "@context"):
                continue
            raise Fault("term", name[:80], unsure=name in graph.shape.left)
        for each in held if type(held) is list else (held,):
            graph.tied.append((number, term.predicate, _object(each, term, name, scope, graph)))
    return number


def _object(value: Any, term: Term, name: str, scope: Scope, graph: Graph) -> Node:
    kind = type(value)
    if kind is str:
        if term.words is not None:
            if value not in term.words:
                raise Fault("relative", f"{name}: {value[:80]}")
            return term.words[value]
        if term.kind == "@id":
            return _iri(value, name, scope)
        return f'"{_escaped(value, name) if graph.careful and _odd(value) else value}"{term.after}'
    if kind is dict and not term.after and term.words is None:
        return _node(value, graph)
    if kind is bool and term.kind[:1] != "@":
        return f'"{"true" if value else "false"}"{term.after or BOOLEAN}'
    if kind is int and term.kind[:1] != "@" and abs(value) < 2**53:
        return f'"{value}"{term.after or INTEGER}'
    raise Fault("value", name[:80], unsure=True)


def _iri(value: Any, name: str, scope: Scope) -> str:
    if type(value) is not str or not _is_iri(value) or value[: value.index(":")] in scope.terms:
        raise Fault("relative", f"{name}: {str(value)[:80]}")
    return f"<{value}>"


def _escaped(text: str, name: str) -> str:
    """As canonical N-Quads write it (RDFC-1.0, 5). Control characters have no place in a certificate."""
    text = text.translate(_ESCAPES)
    if any(letter < " " or letter == "\x7f" for letter in text):
        raise Fault("value", name[:80], unsure=True)
    return text
