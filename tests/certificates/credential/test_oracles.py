"""Our compiled table, pyoxigraph and PyLD say the same of every document that we can make."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from gromada.certificates.credential import badge, canon, generic, jsontext, proof, status
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.expansion import expand
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.terms import DIGESTS
from tests.certificates.credential import making
from tests.certificates.credential.conftest import FILES
from tests.certificates.credential.making import NOON

MARK = {"@vocab": generic.UNDEFINED}


def by_table(document: dict[str, Any]) -> str:
    return canon.canonical(expand(document))


def by_pyoxigraph(document: dict[str, Any], contexts: Contexts) -> str:
    return generic.canonical_here(json.dumps(contexts.inlined(generic.lossless(document), MARK)))


def by_pyld(document: dict[str, Any], texts: dict[str, Any]) -> str:
    def load(address: str, _options: Any) -> dict[str, Any]:
        return {
            "contextUrl": None,
            "documentUrl": address,
            "document": texts[address],
            "contentType": "application/ld+json",
        }

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    found: str = jsonld.normalize(document, options)
    return found


@given(award=making.awards)
@settings(max_examples=60)
def test_three_processors_agree_on_every_credential(
    award: badge.Award, contexts: Contexts, texts: dict[str, Any]
) -> None:
    document = badge.credential(award)
    ours = by_table(document)
    assert ours == by_pyoxigraph(document, contexts)
    assert ours == by_pyld(document, texts)


@given(revoked=st.sets(st.integers(0, status.SIZE - 1), max_size=20))
@settings(max_examples=15)
def test_three_processors_agree_on_every_status_list(
    revoked: set[int], contexts: Contexts, texts: dict[str, Any]
) -> None:
    document = status.credential(making.LIST, making.DID, revoked, valid_from=NOON, valid_until=NOON + making.DAY)
    ours = by_table(document)
    assert ours == by_pyoxigraph(document, contexts) == by_pyld(document, texts)


def test_three_processors_agree_on_proof_options(contexts: Contexts, texts: dict[str, Any]) -> None:
    signed = making.signed()
    options = {name: held for name, held in signed["proof"].items() if name != "proofValue"}
    options["@context"] = signed["@context"]
    assert by_table(options) == by_pyoxigraph(options, contexts) == by_pyld(options, texts)


def test_three_processors_agree_on_the_good_examples(vectors: Any, contexts: Contexts, texts: dict[str, Any]) -> None:
    """Documents of others with blank nodes; at least some go through the table."""
    through_table = 0
    for path in sorted((vectors / "open-badges" / "examples").glob("*.json")):
        document = proof.unsecured(json.loads(path.read_text()))[0]
        try:
            other = by_pyoxigraph(document, contexts)
        except Fault:
            with pytest.raises(Fault):
                by_table(document)
            continue
        assert other == by_pyld(document, texts), path.name
        try:
            assert by_table(document) == other, path.name
            through_table += 1
        except Fault as fault:
            assert fault.unsure, path.name
    assert through_table >= 10


def test_the_table_was_compiled_from_these_contexts(vectors: Any) -> None:
    folder = vectors / "open-badges" / "contexts"
    found = {url: hashlib.sha256((folder / FILES[url]).read_bytes()).hexdigest() for url in DIGESTS}
    assert found == DIGESTS


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | making.texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(making.texts, inner, max_size=4),
    max_leaves=20,
)


@given(value=json_values)
def test_canonical_json_is_that_of_the_package(value: Any) -> None:
    assert jsontext.canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, {"a": [2**60]}])
def test_a_number_that_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(Fault, match="number"):
        jsontext.canonical(value)
