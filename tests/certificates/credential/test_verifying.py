"""Every question of a check, answered yes, no and "could not", and every field of a credential changed."""

import copy
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gromada.certificates.credential import badge, bundle, did, form, proof, status
from gromada.certificates.credential.bundle import Bundle
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.proof import JCS, RDFC
from gromada.certificates.credential.verifying import Outcome, verify
from tests.certificates.credential import making
from tests.certificates.credential.making import DAY, DID, LIST, NOON, REPORT, listing, signed, signer, sources


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every leaf."""
    if isinstance(value, dict | list):
        for name, held in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(held, (*path, name))
    else:
        yield path


def changed(document: dict[str, Any], path: tuple[Any, ...], drop: bool) -> dict[str, Any]:
    other = copy.deepcopy(document)
    inner: Any = other
    for name in path[:-1]:
        inner = inner[name]
    if drop:
        del inner[path[-1]]
    elif isinstance(inner[path[-1]], bool):
        inner[path[-1]] = not inner[path[-1]]
    else:
        inner[path[-1]] += "x"
    return other


@pytest.mark.parametrize("suite", [RDFC, JCS])
def test_a_good_credential_passes_every_question(suite: str) -> None:
    report = verify(signed(suite), sources(), NOON)
    assert [(check.what, check.outcome) for check in report.checks] == [
        (what, Outcome.PASSED) for what in ("form", "signature", "issuer", "dates", "status", "digests")
    ]
    assert report.verdict is Outcome.PASSED


@pytest.mark.parametrize("suite", [RDFC, JCS])
def test_no_field_can_be_changed_or_left_out(suite: str) -> None:
    document = signed(suite)
    tried = 0
    for path in places(document):
        for drop in (False, True):
            report = verify(changed(document, path, drop), sources(), NOON)
            # A list of types loses one: the address of a type said twice would not change the meaning, a lost one does.
            assert report.verdict is not Outcome.PASSED, path
            assert report.of("signature").outcome is not Outcome.PASSED or path[0] == "proof", path
            tried += 1
    assert tried > 150


def test_a_word_added_anywhere_is_not_ignored() -> None:
    for suite in (RDFC, JCS):
        document = signed(suite)
        for place in ((), ("credentialSubject",), ("credentialSubject", "achievement"), ("issuer",), ("proof",)):
            other = copy.deepcopy(document)
            inner: Any = other
            for name in place:
                inner = inner[name]
            inner["grade"] = "excellent"
            assert verify(other, sources(), NOON).of("signature").outcome is Outcome.FAILED, (suite, place)


@pytest.mark.parametrize(
    "sources_changed, what, code, outcome",
    [
        ({"documents": {}}, "signature", "signature.away", Outcome.UNSURE),
        ({"lists": {}}, "status", "status.away", Outcome.UNSURE),
        ({"lists": {LIST: listing((94567,))}}, "status", "status.revoked", Outcome.FAILED),
        ({"lists": {LIST: listing(by=signer(9))}}, "status", "status.signature", Outcome.FAILED),
        ({"lists": {LIST: listing(made=NOON - 9 * DAY)}}, "status", "status.stale", Outcome.UNSURE),
        ({"lists": {LIST: listing() | {"id": f"{LIST}0"}}}, "status", "status.list", Outcome.FAILED),
        ({"resources": {REPORT: b"{ }"}}, "digests", "digests.differ", Outcome.FAILED),
    ],
)
def test_each_question_has_its_own_answer(
    sources_changed: dict[str, Any], what: str, code: str, outcome: Outcome
) -> None:
    report = verify(signed(), sources(**sources_changed), NOON)
    assert (report.of(what).code, report.of(what).outcome) == (code, outcome)
    assert report.verdict is outcome


def test_a_file_that_is_not_at_hand_leaves_the_certificate_valid_and_says_so() -> None:
    report = verify(signed(), sources(resources={}), NOON)
    assert report.of("digests").outcome is Outcome.UNSURE
    assert report.verdict is Outcome.PASSED


@pytest.mark.parametrize(
    "moment, code",
    [(NOON - 31 * DAY, "dates.early"), (NOON + 1601 * DAY, "dates.expired"), (NOON - 30 * DAY, "dates.good")],
)
def test_the_dates_are_kept(moment: Any, code: str) -> None:
    fresh = Bundle(sources().documents, {LIST: listing(made=moment)}, {REPORT: b"{}"})
    report = verify(signed(), fresh, moment)
    assert report.of("dates").code == code
    assert report.verdict is (Outcome.PASSED if code == "dates.good" else Outcome.FAILED)


def test_a_key_that_is_not_the_issuers_vouches_for_nothing() -> None:
    stranger = signer(9, "did:key")
    report = verify(signed(by=stranger), sources(), NOON)
    assert report.of("signature").outcome is Outcome.PASSED
    assert (report.of("issuer").code, report.verdict) == ("issuer.other", Outcome.FAILED)


def test_a_key_withdrawn_as_stolen_vouches_for_nothing_and_an_older_one_still_does() -> None:
    multikeys = [did.of_key(signer(seed).key.public_key())[8:] for seed in (7, 8)]
    rotated = [did.Listed("key-2026-01-01", multikeys[0]), did.Listed("key-2026-06-01", multikeys[1])]
    after = sources(documents={DID: did.document(DID, rotated)})
    assert verify(signed(), after, NOON).verdict is Outcome.PASSED
    stolen = [did.Listed("key-2026-01-01", multikeys[0], NOON), rotated[1]]
    report = verify(signed(), sources(documents={DID: did.document(DID, stolen)}), NOON)
    assert (report.of("signature").code, report.verdict) == ("signature.revoked", Outcome.FAILED)


def test_a_proof_set_is_as_good_as_its_worst_known_proof() -> None:
    document = badge.credential(making.award())
    once = proof.sign(document, signer(), NOON - DAY)
    twice = proof.sign(once, signer(), NOON - timedelta(hours=1), suite=JCS)
    assert [each["cryptosuite"] for each in twice["proof"]] == [RDFC, JCS]
    assert verify(twice, sources(), NOON).verdict is Outcome.PASSED
    twice["proof"][1]["created"] = "2026-11-20T00:00:00Z"
    assert verify(twice, sources(), NOON).of("signature").outcome is Outcome.FAILED
    unknown = once | {"proof": [once["proof"], {"type": "SomeProof"}]}
    assert verify(unknown, sources(), NOON).of("signature").outcome is Outcome.PASSED


def test_our_credential_keeps_the_open_badges_schema(vectors: Path) -> None:
    schema = json.loads((vectors / "open-badges" / "achievementcredential.schema.json").read_text())
    checker = jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())
    for language in ("pl", "en"):
        for suite in (RDFC, JCS):
            assert [error.message for error in checker.iter_errors(signed(suite, language=language))] == []


def test_what_the_schema_refuses_we_refuse(vectors: Path) -> None:
    schema = json.loads((vectors / "open-badges" / "achievementcredential.schema.json").read_text())
    checker = jsonschema.Draft201909Validator(schema)
    judged = 0
    for path in sorted((vectors / "open-badges" / "examples").glob("*.json")):
        document = json.loads(path.read_text())
        if "EndorsementCredential" not in document["type"] and not checker.is_valid(document):
            assert form.faults(document), path.name
            judged += 1
    assert judged >= 12


GOOD = [
    "complete",
    "simple",
    "simple-did-key-method",
    "simple-did-web-method",
    "simple-context-alias",
    "simple-multiple-proofs",
]
BAD_FORM = [
    "simple-err-context",
    "simple-err-credential-subject-achievement-result-description-type",
    "simple-err-credential-subject-identifier-type",
    "simple-err-credential-subject-profile-type",
    "simple-err-credential-subject-result-type",
    "simple-err-credential-subject-type",
    "simple-err-evidence-type",
    "simple-err-issued",
    "simple-err-issuer",
    "simple-err-issuer-otheridentifier-type",
    "simple-err-issuer-parentorg-type",
    "simple-err-issuer-type",
    "simple-err-type",
    "endorsement-err-schema-status-refresh",
]


@pytest.mark.parametrize("name", GOOD)
def test_good_open_badges_have_a_good_form(vectors: Path, name: str) -> None:
    assert form.faults(json.loads((vectors / "open-badges" / "examples" / f"{name}.json").read_text())) == []


@pytest.mark.parametrize("name", BAD_FORM)
def test_bad_open_badges_are_refused_with_the_place(vectors: Path, name: str) -> None:
    document = json.loads((vectors / "open-badges" / "examples" / f"{name}.json").read_text())
    report = verify(document, Bundle(), NOON)
    assert report.of("form").outcome is Outcome.FAILED and report.of("form").detail
    assert report.verdict is Outcome.FAILED


@pytest.mark.parametrize(
    "name, what, code",
    [
        ("simple-err-expired", "dates", "dates.expired"),
        ("simple-err-issued", "dates", "dates.early"),
        ("simple-noproof", "signature", "signature.none"),
        ("simple-eddsa-2022", "signature", "signature.suite"),
        ("simple-err-proof-method-no-scheme", "signature", "signature.proof"),
        ("simple-err-proof-method", "signature", "signature.away"),
        ("credential-status-revoked", "status", "status.kind"),
    ],
)
def test_other_examples_are_judged_for_their_reason(vectors: Path, name: str, what: str, code: str) -> None:
    document = json.loads((vectors / "open-badges" / "examples" / f"{name}.json").read_text())
    assert verify(document, Bundle(), NOON).of(what).code == code


def test_a_published_badge_with_a_did_key_is_checked_to_the_end(vectors: Path, contexts: Contexts) -> None:
    """The example signed by a did:key carries its own key, so its signature can be judged without anybody."""
    path = vectors / "open-badges" / "examples" / "simple-did-key-method.json"
    document = json.loads(path.read_text())
    report = verify(document, Bundle(), NOON, contexts)
    assert report.of("signature").code in ("signature.good", "signature.signature")
    assert report.of("form").outcome is Outcome.PASSED


def test_a_bundle_says_what_the_network_would(tmp_path: Path) -> None:
    held = sources((5,))
    read = bundle.read(json.dumps(held.as_json(NOON)).encode())
    assert (read.documents, read.lists, read.resources) == (held.documents, held.lists, held.resources)
    assert verify(signed(), read, NOON).verdict is Outcome.PASSED
    assert verify(signed(index=5), read, NOON).of("status").code == "status.revoked"


def test_the_list_hides_nobody_and_tells_nobody_apart() -> None:
    encoded = status.encode({0, 7, 8, status.SIZE - 1})
    bits = status.decoded(encoded)
    assert len(bits) * 8 == status.SIZE == 131_072
    assert (bits[0], bits[1], bits[-1], sum(bits[2:-1])) == (0x81, 0x80, 0x01, 0)
    assert encoded.startswith("uH4sI") and status.encode({0, 7, 8, status.SIZE - 1}) == encoded
    with pytest.raises(IndexError):
        status.encode({status.SIZE})
