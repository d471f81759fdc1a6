"""The compiled table of terms: what every name and type of our documents means as RDF. Made by scripts/compile_terms.py, never by hand."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gromada.certificates.credential.fault import Fault

VC = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
TABLE = json.loads(Path(__file__).with_name("terms.json").read_text())
DIGESTS: dict[str, str] = TABLE["digests"]  # SHA-256 of the contexts that were compiled


@dataclass(frozen=True, slots=True)
class Term:
    """`predicate` is written with its spaces, ready to stand in a line; `kind` is "" (plain), "@id", "@vocab" or a datatype."""

    predicate: str
    kind: str
    after: str = ""  # what follows the closing quote of a literal
    words: dict[str, str] | None = None
    opening: str = ""  # of a line with a literal: predicate and quote; "" where a text is no literal here
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds inside one node: its types as lines' endings, and its terms (the shape's with the types' own over them)."""

    types: tuple[str, ...]
    iris: tuple[str, ...]
    terms: dict[str, Term]


@dataclass(frozen=True)
class Shape:
    """Contexts used together, and what they say. Type-scoped terms do not reach nested nodes (JSON-LD 1.1, 4.1.3)."""

    contexts: tuple[str, ...]
    terms: dict[str, Term]
    types: dict[str, tuple[str, dict[str, Term]]]
    left: frozenset[str]  # known to the contexts, not to the table: whoever meets one cannot judge
    scopes: dict[Any, Scope] = field(default_factory=dict)

    def scope(self, types: tuple[str, ...]) -> Scope:
        """Raises Fault "type" for a type that the table does not know: relative types would be dropped in silence."""
        found = self.scopes.get(types)
        if found is None:
            unknown = [name for name in types if name not in self.types]
            if unknown:
                raise Fault("type", str(unknown[0])[:80])
            terms = dict(self.terms)
            for name in sorted(types):  # JSON-LD 1.1 API, 5.1.2, step 11: in lexicographical order
                terms |= self.types[name][1]
            iris = tuple(f"<{self.types[name][0]}>" for name in types)
            found = Scope(tuple(f" {RDF_TYPE} {iri} .\n" for iri in iris), iris, terms)
            if len(self.scopes) < 256:
                self.scopes[types] = found
        return found


def shape_of(contexts: Any) -> Shape | None:
    """The shape of a document's "@context", or None where the table does not carry exactly these."""
    return (
        SHAPES.get(tuple(contexts))
        if isinstance(contexts, list) and all(isinstance(c, str) for c in contexts)
        else None
    )


def _term(compiled: list[Any]) -> Term:
    iri, kind = compiled[:2]
    after = f"^^<{kind}>" if kind and kind[0] != "@" else ""
    words = {word: f"<{value}>" for word, value in compiled[2].items()} if kind == "@vocab" else None
    literal = kind[:1] != "@"
    return Term(f" <{iri}> ", kind, after, words, f' <{iri}> "' if literal else "", f'"{after} .\n' if literal else "")


def _terms(compiled: dict[str, list[Any]]) -> dict[str, Term]:
    return {name: _term(value) for name, value in compiled.items()}


SHAPES = {
    tuple(each["contexts"]): Shape(
        tuple(each["contexts"]),
        _terms(each["terms"]),
        {name: (found["iri"], _terms(found["terms"])) for name, found in each["types"].items()},
        frozenset(each["left"]).union(*(found["left"] for found in each["types"].values())),
    )
    for each in TABLE["shapes"]
}
