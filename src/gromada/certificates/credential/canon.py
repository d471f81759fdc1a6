"""RDFC-1.0 (W3C RDF Dataset Canonicalization) of our graphs: names for blank nodes by their first-degree hashes, lines in order of code points."""

from collections import defaultdict
from hashlib import sha256

from gromada.certificates.credential.expansion import Graph, Node
from gromada.certificates.credential.fault import Fault


def canonical(graph: Graph) -> str:
    """The canonical N-Quads of a graph.

    Without blank nodes that is the sorted set of its lines. With them each gets its name from the order of the first-degree hashes
    (RDFC-1.0, 4.4.3, steps 3 and 4). Two nodes with one hash need the long way (4.8, which can take for ever): Fault "alike", and the
    caller may go to `generic`, where a clock runs.
    """
    if not graph.tied:
        return "".join(sorted(set(graph.lines)))
    names = _names(graph)
    lines = set(graph.lines)
    for subject, predicate, object in graph.tied:
        lines.add(f"{_named(subject, names)}{predicate}{_named(object, names)} .\n")
    return "".join(sorted(lines))


def _names(graph: Graph) -> dict[int, str]:
    about: dict[int, list[tuple[Node, str, Node]]] = defaultdict(list)
    for quad in set(graph.tied):  # a graph is a set: a value said twice counts once
        for end in {quad[0], quad[2]}:
            if type(end) is int:
                about[end].append(quad)
    hashes = {}
    for node, quads in about.items():
        lines = sorted(f"{_seen(s, node)}{predicate}{_seen(o, node)} .\n" for s, predicate, o in quads)
        hashes[sha256("".join(lines).encode()).hexdigest()] = node
    if len(hashes) < graph.blanks:
        raise Fault("alike", str(graph.blanks - len(hashes)), unsure=True)
    return {hashes[each]: f"_:c14n{number}" for number, each in enumerate(sorted(hashes))}


def _seen(end: Node, node: int) -> str:
    """A blank node as another sees it (RDFC-1.0, 4.6): itself is _:a, every other _:z."""
    if type(end) is int:
        return "_:a" if end == node else "_:z"
    return str(end)


def _named(end: Node, names: dict[int, str]) -> str:
    return names[end] if type(end) is int else str(end)
