"""RDFC-1.0 (W3C RDF Dataset Canonicalization): names for blank nodes that depend on the graph alone.

Our own, because names must be those that every verifier finds: pyoxigraph's (0.5) differ from the reference implementation's as soon as
two nodes have one first-degree hash. A quad is four strings as N-Quads write them, blank nodes as "_:…", the graph "" where it is the default.
"""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256

from gromada.certificates.credential.fault import Fault

Quad = tuple[str, str, str, str]
WORK = 10_000  # calls of the long way; a poison graph needs more than there are seconds


class Issuer:
    """Names given out in order (4.5)."""

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix, self.issued = prefix, dict(issued or {})

    def name(self, node: str) -> str:
        if node not in self.issued:
            self.issued[node] = f"{self.prefix}{len(self.issued)}"
        return self.issued[node]

    def copy(self) -> "Issuer":
        return Issuer(self.prefix, self.issued)


class Canonicaliser:
    """One graph. `work` bounds the long way: Fault "blanks" (unsure) beyond it."""

    def __init__(self, quads: list[Quad], work: int = WORK) -> None:
        self.quads = list(dict.fromkeys(quads))
        self.left = work
        self.about: dict[str, list[Quad]] = defaultdict(list)
        for quad in self.quads:
            for node in dict.fromkeys(term for term in (quad[0], quad[2], quad[3]) if term.startswith("_:")):
                self.about[node].append(quad)
        self.first = {node: self._first_degree(node) for node in self.about}
        self.names = Issuer("_:c14n")

    def lines(self) -> list[str]:
        """Canonical N-Quads, one a quad, sorted by code point."""
        named = self.issue()
        return sorted(_line(*(named.get(term, term) for term in quad)) for quad in self.quads)

    def issue(self) -> dict[str, str]:
        """The canonical name of every blank node (4.4.3)."""
        alike: dict[str, list[str]] = defaultdict(list)
        for node, hashed in self.first.items():
            alike[hashed].append(node)
        for hashed in sorted(alike):
            if len(alike[hashed]) == 1:
                self.names.name(alike[hashed][0])
        for hashed in sorted(alike):
            found = []
            for node in alike[hashed]:
                if node not in self.names.issued:
                    issuer = Issuer("_:b")
                    issuer.name(node)
                    found.append(self._all_degrees(node, issuer))
            for _hash, issuer in sorted(found, key=lambda one: one[0]):
                for node in issuer.issued:
                    self.names.name(node)
        return self.names.issued

    def _first_degree(self, node: str) -> str:
        """4.6: the node's quads with itself as _:a and every other blank node as _:z."""

        def seen(term: str) -> str:
            return term if not term.startswith("_:") else "_:a" if term == node else "_:z"

        lines = sorted(_line(seen(s), p, seen(o), seen(g)) for s, p, o, g in self.about[node])
        return _hash("".join(lines))

    def _related(self, node: str, quad: Quad, issuer: Issuer, position: str) -> str:
        """4.7."""
        name = self.names.issued.get(node) or issuer.issued.get(node) or self.first[node]
        return _hash(f"{position}{quad[1] if position != 'g' else ''}{name}")

    def _all_degrees(self, node: str, issuer: Issuer) -> tuple[str, Issuer]:
        """4.8: the hash of a node by all paths that lead from it, and the names given on the way."""
        self.left -= 1
        if self.left < 0:
            raise Fault("blanks", str(len(self.about)), unsure=True)
        groups: dict[str, list[str]] = defaultdict(list)
        for quad in self.about[node]:
            for position, term in (("s", quad[0]), ("o", quad[2]), ("g", quad[3])):
                if term.startswith("_:") and term != node:
                    groups[self._related(term, quad, issuer, position)].append(term)
        said = ""
        for hashed in sorted(groups):
            path, issuer = self._shortest(groups[hashed], issuer)
            said += hashed + path
        return _hash(said), issuer

    def _shortest(self, nodes: list[str], issuer: Issuer) -> tuple[str, Issuer]:
        """4.8.3, step 5: of all orders of alike neighbours, the one whose path comes first."""
        best, chosen = "", issuer
        for order in _orders(nodes):
            self.left -= 1
            if self.left < 0:
                raise Fault("blanks", str(len(self.about)), unsure=True)
            found = self._path(order, issuer.copy(), best)
            if found is not None and (not best or found[0] < best):
                best, chosen = found
        return best, chosen

    def _path(self, order: tuple[str, ...], issuer: Issuer, best: str) -> tuple[str, Issuer] | None:
        path, deeper = "", []
        for node in order:
            if node in self.names.issued:
                path += self.names.issued[node]
            else:
                if node not in issuer.issued:
                    deeper.append(node)
                path += issuer.name(node)
            if _behind(path, best):
                return None
        for node in deeper:
            hashed, inner = self._all_degrees(node, issuer)
            path += f"{issuer.name(node)}<{hashed}>"
            issuer = inner
            if _behind(path, best):
                return None
        return path, issuer


def _orders(nodes: list[str]) -> Iterator[tuple[str, ...]]:
    """Every order, each once: a node that is met by several statements stands several times, and changing it for itself changes nothing.

    The graph of a proof meets each of its nodes as often as it has statements; without this a set of proofs is a poison graph.
    """
    if len(nodes) < 2:
        yield tuple(nodes)
        return
    for at, first in enumerate(nodes):
        if nodes.index(first) == at:
            for rest in _orders(nodes[:at] + nodes[at + 1 :]):
                yield (first, *rest)


def _behind(path: str, best: str) -> bool:
    return bool(best) and len(path) >= len(best) and path > best


def _line(subject: str, predicate: str, object: str, graph: str) -> str:
    return f"{subject} {predicate} {object} {graph} .\n" if graph else f"{subject} {predicate} {object} .\n"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
