"""The canonical form of our graphs: lines in order of code points, blank nodes named by RDFC-1.0."""

from gromada.certificates.credential.expansion import Graph, Node
from gromada.certificates.credential.rdfc import Canonicaliser

WORK = 200  # ours are trees with few blank nodes; a document of others that needs more goes where a clock runs


def canonical(graph: Graph) -> str:
    """Canonical N-Quads. Without blank nodes that is the sorted set of lines; with them only theirs are looked at.

    Raises Fault "blanks" (unsure) where telling them apart takes long.
    """
    if not graph.tied:
        return "".join(sorted(set(graph.lines)))
    quads = [(_named(s), predicate.strip(), _named(o), "") for s, predicate, o in graph.tied]
    return "".join(sorted({*graph.lines, *Canonicaliser(quads, WORK).lines()}))


def _named(end: Node) -> str:
    return f"_:n{end}" if type(end) is int else str(end)
