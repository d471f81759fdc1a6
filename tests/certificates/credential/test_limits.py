"""What is too large, too deep, too tangled, unknown or relative is refused, and a poison graph ends."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from gromada.certificates.credential import generic, jsontext, multibase, proof
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.rdfc import Canonicaliser
from gromada.certificates.credential.terms import BADGES, VC
from tests.certificates.credential.making import signed

# Trees of blank nodes, as documents are: over loops and several graphs pyld errs, and the next test stands in.
links = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from("pq")), min_size=1, max_size=7)
leaves = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["<urn:o>", '"text"'])), max_size=3)


@given(links=links, leaves=leaves)
@settings(max_examples=150)
def test_blank_nodes_get_the_names_that_others_give_them(
    links: list[tuple[int, int, str]], leaves: list[tuple[int, str]]
) -> None:
    quads = [(f"_:n{min(a, b)}", f"<urn:{p}>", f"_:n{max(a, b)}", "") for a, b, p in links if a != b]
    quads += [(f"_:n{node}", "<urn:p>", end, "") for node, end in leaves]
    text = "".join(f"{s} {p} {o} .\n" for s, p, o, _graph in quads)
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    assert "".join(Canonicaliser(quads).lines()) == jsonld.normalize(text, options)


def test_tangled_graphs_get_the_names_of_the_reference_implementation() -> None:
    """graphs.json: forty random graphs with loops and named graphs, and what rdf-canonize 5.0 (npm) made of them."""
    cases = json.loads(Path(__file__).with_name("graphs.json").read_text())
    for case in cases:
        found = Canonicaliser([tuple(quad) for quad in case["quads"]]).lines()
        assert [line.rstrip("\n") for line in found] == case["canonical"]
    assert len(cases) == 40


def clique(size: int) -> dict[str, Any]:
    """Blank nodes that all know each other: nothing tells them apart, so every order must be tried."""
    every = [{"@id": f"_:x{number}"} for number in range(size)]
    return {"@context": {"knows": "urn:knows"}, "@graph": [each | {"knows": every} for each in every]}


def test_a_poison_graph_ends() -> None:
    began = time.monotonic()
    with pytest.raises(Fault) as caught:
        generic.canonical(clique(12), Contexts(), seconds=1)
    assert caught.value.unsure and time.monotonic() - began < 10


def test_a_process_that_takes_too_long_is_killed() -> None:
    began = time.monotonic()
    with pytest.raises(Fault, match="time"):
        generic.canonical(clique(40), Contexts(), seconds=0.001)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "text, code",
    [
        (b'{"a": 1, "a": 2}', "duplicate"),
        (b'{"a": NaN}', "json"),
        (b'{"a": "\xff"}', "utf8"),
        (b'{"a": "\\ud800"}', "utf8"),
        (b"[]", "object"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "depth"),
        (b'{"a":' * 40_000, "depth"),
        (b'{"a":[' + b"1," * 30_000 + b"1]}", "size"),
        (b" " * 1_000_001, "size"),
        (b'{"a": ' + b"9" * 5000 + b"}", "json"),
    ],
)
def test_json_is_read_strictly(text: bytes, code: str) -> None:
    with pytest.raises(Fault) as caught:
        jsontext.load(text)
    assert caught.value.code == code


def document(**changed: Any) -> dict[str, Any]:
    return {name: held for name, held in signed().items() if name != "proof"} | changed


@pytest.mark.parametrize(
    "changed, code",
    [
        ({"unheardOf": "x"}, "term"),
        ({"type": ["VerifiableCredential", "OpenBadgeCredential", "Relative"]}, "type"),
        ({"id": "certificates/7"}, "relative"),
        ({"id": "https://znak.example/%zz"}, "relative"),
        ({"id": "name:7"}, "relative"),
        ({"issuer": "somebody"}, "relative"),
        ({"name": None}, "value"),
        ({"name": 1.5}, "value"),
        ({"name": {}}, "value"),
        ({"name": {"@value": "x"}}, "term"),
        ({"name": "bell\x07"}, "value"),
        ({"credentialSubject": {"@context": {}, "id": "urn:x:1"}}, "term"),
        ({"@context": [VC, BADGES, {"unheardOf": "urn:x"}]}, "context"),
        ({"@context": VC}, "context"),
    ],
)
def test_the_table_fails_closed(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Fault) as caught:
        proof.canonical(document(**changed))
    assert caught.value.code == code


@pytest.mark.parametrize(
    "changed, code",
    [
        ({"unheardOf": "x"}, "term"),
        ({"type": ["VerifiableCredential", "OpenBadgeCredential", "Relative"]}, "term"),
        ({"id": "certificates/7"}, "relative"),
        ({"id": "https://znak.example/%zz"}, "relative"),
        ({"issuer": "somebody"}, "relative"),
        ({"@context": [VC, "https://nobody.example/context"]}, "context"),
        ({"@context": [VC, {"@import": "https://nobody.example/context"}]}, "import"),
        ({"@context": [VC, {"@base": "https://nobody.example/"}]}, "import"),
    ],
)
def test_the_generic_way_refuses_what_processors_drop_in_silence(
    contexts: Contexts, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(Fault) as caught:
        generic.canonical(document(**changed), contexts)
    assert caught.value.code == code


def test_contexts_are_pinned_by_digest_and_may_have_several(
    vectors: Path, tmp_path: Path, texts: dict[str, Any]
) -> None:
    source = vectors / "open-badges" / "contexts" / "credentials-v2.jsonld"
    (tmp_path / "held.jsonld").write_bytes(source.read_bytes())
    (tmp_path / "other.json").write_text('{"@context": {}}')
    newest, older = "0" * 64, "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"
    (tmp_path / "pins.json").write_text(json.dumps({VC: [newest, older], BADGES: [newest]}))
    assert Contexts(tmp_path).known == {VC: texts[VC]}


@given(data=st.binary(max_size=80))
def test_multibase_goes_there_and_back(data: bytes) -> None:
    for base in "zu":
        assert multibase.decode(multibase.encode(data, base)) == data


@pytest.mark.parametrize("text", ["", "m123", "z0", "zO", "u+/", "u=", "z" + "1" * 5000])
def test_other_letters_are_refused(text: str) -> None:
    with pytest.raises(Fault, match="multibase"):
        multibase.decode(text)
