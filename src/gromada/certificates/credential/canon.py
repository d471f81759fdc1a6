"""The canonical form of our graphs: lines in order of code points, blank nodes named by RDFC-1.0."""

from itertools import islice
from operator import eq

from gromada.certificates.credential.expansion import Graph, Node
from gromada.certificates.credential.rdfc import Canonicaliser

WORK = 200  # ours are trees with few blank nodes; a document of others that needs more goes where a clock runs


def canonical(graph: Graph) -> str:
    """Canonical N-Quads. Without blank nodes that is the sorted set of lines; with them only theirs are looked at.

    Raises Fault "blanks" (unsure) where telling them apart takes long.
    """
    if not graph.tied:
        return _joined(graph.lines)
    quads = [(_named(s), predicate.strip(), _named(o), "") for s, predicate, o in graph.tied]
    return _joined(graph.lines + Canonicaliser(quads, WORK).lines())


def _joined(lines: list[str]) -> str:
    """Sorted, each once; that one is there twice is so rare that neighbours are compared first."""
    lines = sorted(lines)
    if any(map(eq, lines, islice(lines, 1, None))):
        lines = list(dict.fromkeys(lines))
    return "".join(lines)


def _named(end: Node) -> str:
    return f"_:n{end}" if type(end) is int else str(end)
