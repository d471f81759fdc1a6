"""The browser and `gromada verify` are one judge: the same files, the same answers, on everything that the other tests try."""

import copy
import json
import random
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import translation
from hypothesis import HealthCheck, given, settings

from gromada.certificates import sentences
from gromada.certificates.credential import badge, did, proof, status
from gromada.certificates.credential.badge import Award
from gromada.certificates.credential.bundle import Bundle
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.judging import judge
from gromada.certificates.credential.proof import JCS, RDFC
from gromada.certificates.credential.terms import BADGES, VC
from gromada.cli.main import main
from gromada.kit import clock
from tests.certificates.credential import making
from tests.certificates.credential.browser import Case, by_browser, by_python, node, packed, run
from tests.certificates.credential.making import DAY, DID, LIST, NOON, REPORT, award, listing, signed, signer, sources
from tests.certificates.credential.test_verifying import changed, places

HELD = sources()


def agree(cases: list[Case], *how: str) -> None:
    found, expected = by_browser(cases, *how), by_python(cases)
    differ = [(case.name, b, p) for case, b, p in zip(cases, found, expected, strict=True) if b != p]
    assert differ == []


def tampered() -> list[Case]:
    """Every field of a credential changed, left out, and words put in."""
    found = []
    for suite in (RDFC, JCS):
        document = signed(suite)
        for path in places(document):
            for drop in (False, True):
                name = f"{suite} {'without' if drop else 'changed'} {'.'.join(map(str, path))}"
                found.append(Case.of(name, changed(document, path, drop), HELD))
        for place in ((), ("credentialSubject",), ("credentialSubject", "achievement"), ("issuer",), ("proof",)):
            other = copy.deepcopy(document)
            inner: Any = other
            for step in place:
                inner = inner[step]
            inner["grade"] = "excellent"
            found.append(Case.of(f"{suite} a word in {place}", other, HELD))
    return found


def situations() -> list[Case]:
    """The same credential in every situation that a check knows."""
    stranger, stolen = (
        signer(9, "did:key"),
        did.Listed("key-2026-01-01", did.of_key(signer().key.public_key())[8:], NOON),
    )
    twice = proof.sign(signed(), signer(), NOON - timedelta(hours=1), suite=JCS)
    spoilt = copy.deepcopy(twice)
    spoilt["proof"][1]["created"] = "2026-11-20T00:00:00Z"
    tied = signed()
    tied["proof"] = tied["proof"] | {"expires": "2026-11-21T11:00:00Z"}
    given: list[tuple[str, dict[str, Any], Bundle]] = [
        ("good", signed(), HELD),
        ("good jcs", signed(JCS), HELD),
        ("nothing at hand", signed(), Bundle()),
        ("no keys", signed(), sources(documents={})),
        ("no list", signed(), sources(lists={})),
        ("revoked", signed(), sources((94567,))),
        ("revoked jcs", signed(JCS), sources((94567,))),
        ("list of a stranger", signed(), sources(lists={LIST: listing(by=signer(9))})),
        ("old list", signed(), sources(lists={LIST: listing(made=NOON - 9 * DAY)})),
        ("another list", signed(), sources(lists={LIST: listing() | {"id": f"{LIST}0"}})),
        ("short list", signed(), sources(lists={LIST: short_list()})),
        ("other text", signed(), sources(resources={REPORT: b"{ }"})),
        ("no text", signed(), sources(resources={})),
        ("signed by a stranger", signed(by=stranger), HELD),
        ("under a strange name", signed(by=proof.Signer(signer(9).key, signer().method)), HELD),
        ("stolen key", signed(), sources(documents={DID: did.document(DID, [stolen])})),
        ("two proofs", twice, HELD),
        ("second proof spoilt", spoilt, HELD),
        ("unknown proof beside", signed() | {"proof": [signed()["proof"], {"type": "SomeProof"}]}, HELD),
        ("unknown proof alone", signed() | {"proof": {"type": "SomeProof"}}, HELD),
        ("no proof", {n: v for n, v in signed().items() if n != "proof"}, HELD),
        ("proof of text", signed() | {"proof": "z"}, HELD),
        ("proof over", tied, HELD),
        ("unknown contexts", signed() | {"@context": [VC, "https://nobody.example/context"]}, HELD),
        ("first context only", signed() | {"@context": [VC]}, HELD),
        ("other order", signed() | {"@context": [BADGES, VC]}, HELD),
        ("no issuer", signed() | {"issuer": "somebody"}, HELD),
        ("suspended", suspended(), sources(lists={LIST: listing((94567,))})),
        ("status unknown", signed() | {"credentialStatus": {"type": "SomeStatus"}}, HELD),
        ("for ever", dated(validUntil="9999-12-31T23:59:59Z"), HELD),
        ("never yet", dated(validFrom="9999-12-31T23:59:59Z", validUntil="9999-12-31T24:00:00+14:00"), HELD),
        ("long over", dated(validFrom="0001-01-01T00:00:00Z", validUntil="0001-01-01T24:00:00+14:00"), HELD),
    ]
    cases = [Case.of(name, document, held) for name, document, held in given]
    for name, moment in (("early", NOON - 31 * DAY), ("over", NOON + 1601 * DAY), ("first day", NOON - 30 * DAY)):
        cases.append(Case.of(name, signed(), Bundle(HELD.documents, {LIST: listing(made=moment)}, {}), moment))
    return cases


def short_list() -> dict[str, Any]:
    bare = status.credential(LIST, DID, (), valid_from=NOON - DAY, valid_until=NOON + DAY)
    bare["credentialSubject"]["encodedList"] = status.encode((), 1024)
    return proof.sign(bare, signer(), NOON - DAY)


def dated(**dates: str) -> dict[str, Any]:
    return proof.sign(badge.credential(award()) | dates, signer(), NOON - DAY)


def suspended() -> dict[str, Any]:
    bare = badge.credential(award())
    bare["credentialStatus"]["statusPurpose"] = "suspension"
    return proof.sign(bare, signer(), NOON - DAY)


ODD: dict[str, Any] = {
    "id": ["certificates/7", "https://znak.example/%zz", "name:7", None, 7, "urn:a b", "urn:ż"],
    "name": [None, 1.5, 1, True, {}, {"@value": "x"}, "bell\x07", "\U0001f600", ["a", "b", "a"], [["a"]], "", "\\\"\n\t"],
    "type": ["VerifiableCredential", ["VerifiableCredential", "Relative"], ["VerifiableCredential", ["x"]], None, 5],
    "validFrom": [
        "2026-02-29T00:00:00Z", "2026-01-01T00:00:00+00:99", "2026-01-01T24:00:00Z", "0000-01-01T00:00:00Z", 5, "2026-01-01T24:00:01Z",
        "0001-01-01T00:00:00+14:00", "0001-01-01T24:00:00+14:00", "2026-01-01T00:00:00+14:01", "2026-01-01T24:00:00.000-14:00",
    ],
    "validUntil": [
        "2026-11-21T12:00:00.000001Z", "2026-11-21T14:00:00+02:00", "2026-11-21T23:59:59-12:00", "2026-11-21", "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00", "9999-12-31T24:00:00Z", "9999-12-31T24:00:00+00:01", "2026-11-22T14:00:00+15:00",
    ],
    "issuer": ["somebody", DID, {"id": DID}, {"id": DID, "type": "Profile", "name": 9007199254740991}, [], None],
    "credentialSubject": [[], {}, "x", {"@context": {}, "id": "urn:x:1"}, [{"id": "urn:x:1", "type": ["AchievementSubject"]}]],
    "relatedResource": [{"id": REPORT}, {"id": REPORT, "digestMultibase": ["u"]}, "x", {"id": REPORT, "digestMultibase": "z0"}],
    "evidence": [{}, "x", {"type": []}, {"type": "Evidence"}],
    "proof": [None, [], [None], {"type": "DataIntegrityProof", "cryptosuite": RDFC}],
}  # fmt: skip


def odd() -> list[Case]:
    """Values that no certificate holds, signed where they can be, else under a signature that does not fit."""
    found = []
    for suite in (RDFC, JCS):
        for name, values in ODD.items():
            for value in values:
                document = signed(suite) | {name: value}
                found.append(Case.of(f"{suite} {name}={value!r}", document, HELD))
                if suite == JCS and name != "proof":
                    bare = badge.credential(award()) | {name: value}
                    signed_so = proof.sign(bare, signer(), NOON - DAY, suite=suite)
                    found.append(Case.of(f"signed {name}={value!r}", signed_so, HELD))
    return found


TEXTS = [
    b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": "\xff"}', b'{"a": "\\ud800"}', b"[]", b'{"a":' * 40 + b"1" + b"}" * 40,
    b'{"a":' * 40_000, b'{"a":[' + b"1," * 30_000 + b"1]}", b"{" + b" " * 1_000_001, b'{"a": ' + b"9" * 5000 + b"}",
    b"", b"a picture", b"\xff\xd8\xff\xe0", b"<html>", b"<svg></svg>", b"%PDF-1.7 nothing", b"%PDF-", b"{", b'{"a": 01}', b'{"a":}',
    b'{"a": "\n"}', b'{"a": 1} x', b'\xef\xbb\xbf{"a": 1}', b'{"__proto__": {"type": "x"}, "constructor": 1}', b'{"a": -0, "b": 1e400}',
    b'{"a": "\\x"}', b'{"a": tru}', b"{'a': 1}", b'{"a": 1,}', b"  {}", b"\x0c{}", b'{"a": 1.}', b'{"a": +1}', b'{"a": "\\u00e"}',
]  # fmt: skip


@pytest.mark.parametrize("how", [(), ("computed",)], ids=["WebCrypto", "own arithmetic"])
def test_every_changed_field_is_judged_alike(how: tuple[str, ...]) -> None:
    cases = tampered() if not how else tampered()[::9]
    agree(cases, *how)
    assert "passed" not in {verdict for verdict, _checks in by_python(cases)}
    assert len(cases) > (300 if not how else 30)


@pytest.mark.parametrize("how", [(), ("computed",)], ids=["WebCrypto", "own arithmetic"])
def test_every_situation_is_judged_alike(how: tuple[str, ...]) -> None:
    cases = situations()
    agree(cases, *how)
    assert {verdict for verdict, _checks in by_browser(cases, *how)} == {"passed", "failed", "unsure"}


def test_odd_values_are_judged_alike() -> None:
    agree(odd())


def test_whatever_is_put_anywhere_is_judged_alike() -> None:
    """Six hundred documents with a few places overwritten by what does not belong there, half of them signed anew by the issuer."""
    chance = random.Random(4)
    cases = []
    for number in range(600):
        suite = chance.choice((RDFC, JCS))
        document = copy.deepcopy(signed(suite))
        for _times in range(chance.randint(1, 3)):
            overwrite(document, chance)
        if number % 2:
            with suppress(Fault):
                document = proof.sign(
                    {k: v for k, v in document.items() if k != "proof"}, signer(), NOON - DAY, suite=suite
                )
        cases.append(Case.of(f"{number} {document}"[:200], document, HELD))
    agree(cases)


def overwrite(document: dict[str, Any], chance: random.Random) -> None:
    """Somewhere in it another value, or a further word."""
    inner: Any = document
    while True:
        name = chance.choice([*inner] if isinstance(inner, dict) else range(len(inner)))
        below = inner[name]
        if not isinstance(below, dict | list) or not below or chance.random() < 0.2:
            break
        inner = below
    if isinstance(inner, dict) and chance.random() < 0.3:
        name = chance.choice(WORDS)
    inner[name] = copy.deepcopy(chance.choice(STRANGE))


WORDS = [
    "id",
    "type",
    "@context",
    "name",
    "proof",
    "expires",
    "identifier",
    "evidence",
    "_sd",
    "hashed",
    "__proto__",
    "toString",
]
STRANGE: list[Any] = [
    None, True, False, 0, -1, 2**53, 1.5, "", "x", "urn:x:1", "https://a.example/ż", [], {}, [[]], [None], ["x", "x"], {"id": "urn:x:2"},
    {"type": "Profile"}, {"id": "urn:x:3", "type": ["Profile"], "name": "N"}, {"type": ["IdentityObject"], "hashed": True}, VC, [VC, BADGES],
    "2026-11-21T12:00:00Z", "u", "z", "u" * 2000, "\u2028", "\x85", "a\xa0b:c", "\U0001f600", "\ufeffx:y", "constructor", "z" + "1" * 40,
]  # fmt: skip


@pytest.mark.parametrize("case", situations(), ids=lambda case: case.name)
def test_the_command_ends_as_the_page_does(case: Case, tmp_path: Path, capsys: Any) -> None:
    file, held = tmp_path / "file", tmp_path / "bundle.json"
    file.write_bytes(case.data)
    held.write_text(json.dumps(case.sources.as_json(NOON)))
    with clock.at(case.now):
        code = main(["verify", str(file), "--offline", str(held)])
    ((verdict, _checks),) = by_browser([case])
    assert code == {"passed": 0, "failed": 1, "unsure": 2}[verdict], capsys.readouterr().out


def test_files_are_read_alike() -> None:
    agree([Case(repr(text[:40]), text, HELD) for text in TEXTS])


def test_examples_of_open_badges_are_judged_alike(vectors: Path) -> None:
    examples = sorted((vectors / "open-badges" / "examples").glob("*.json"))
    agree([Case(path.name, path.read_bytes(), HELD) for path in examples])
    assert len(examples) > 20


def test_vectors_of_the_signatures_are_judged_alike(vectors: Path) -> None:
    found = sorted((vectors / "eddsa").rglob("*.json"))
    agree([Case(path.name, path.read_bytes(), HELD) for path in found])


def test_whatever_an_award_says_both_accept_it_and_both_refuse_it_changed() -> None:
    """A hundred awards that hypothesis makes, asked after together, since a process of Node for each would take long."""
    drawn: list[Award] = []

    @given(award=making.awards)
    @settings(max_examples=100, database=None, suppress_health_check=list(HealthCheck))
    def draw(award: Award) -> None:
        drawn.append(award)

    draw()
    cases = []
    for number, each in enumerate(drawn):
        for suite in (RDFC, JCS):
            document = proof.sign(badge.credential(each), signer(), NOON - DAY, suite=suite)
            cases.append(Case.of(f"{number} {suite}", document, HELD))
            cases.append(Case.of(f"{number} {suite} changed", document | {"name": document["name"] + "."}, HELD))
    agree(cases)
    good = [dict((what, outcome) for what, outcome, _code in checks)["signature"] for _v, checks in by_browser(cases)]
    assert good == ["passed", "failed"] * (len(cases) // 2)


def test_signatures_of_any_bytes_are_judged_as_by_the_library() -> None:
    asked, expected = [], []
    for seed in range(12):
        key = Ed25519PrivateKey.from_private_bytes(bytes([seed + 1]) * 32)
        public, message = key.public_key().public_bytes_raw(), bytes(range(seed * 13))
        good = key.sign(message)
        high = bytes([*good[:32], *(int.from_bytes(good[32:], "little") + ORDER).to_bytes(32, "little")])
        for signature, said, right in (
            (good, message, True), (good, message + b"x", False), (good[:63] + bytes([good[63] ^ 1]), message, False),
            (bytes([good[0] ^ 1]) + good[1:], message, False), (high, message, False), (bytes(64), message, False),
        ):  # fmt: skip
            asked.append([packed(public), packed(signature), packed(said)])
            expected.append([right, right])
    asked.append([packed(b"\x02" + bytes(31)), packed(bytes(64)), packed(b"")])  # no point of the curve
    expected.append([False, False])
    assert node({"signatures": asked})["signatures"] == expected


ORDER = 2**252 + 27742317777372353535851937790883648493


def test_hashes_are_those_of_the_standard() -> None:
    texts = [
        bytes(range(256)) * 3,
        *(b"a" * length for length in (0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 1000)),
    ]
    expected = []
    for text in texts:
        pair = [hashes.Hash(hashes.SHA256()), hashes.Hash(hashes.SHA512())]
        for each in pair:
            each.update(text)
        expected.append([each.finalize().hex() for each in pair])
    assert node({"texts": [packed(text) for text in texts]})["digests"] == expected


@pytest.mark.parametrize("language", ["pl", "en"])
def test_both_say_it_in_the_same_words(language: str) -> None:
    cases = [*situations(), *(Case(repr(text[:20]), text, HELD) for text in TEXTS if len(text) < 200)]
    with translation.override(language):
        said = {"said": sentences.catalogue(), "language": language, "zone": "Europe/Warsaw"}
        told = run(cases, said=said)["cases"]
        for case, found in zip(cases, told, strict=True):
            report = judge(case.data, case.sources, case.now).report
            expected = [sentences.verdict(report), *(sentences.sentence(check) for check in report.checks)]
            assert [plain(line) for line in found["said"]] == [plain(line) for line in expected], case.name


def plain(line: str) -> str:
    """Without what differs by nature: the kinds of blanks, and where exactly a parser of JSON or of a PDF gave up."""
    line = " ".join(line.split())
    return line.partition("(")[0] if line.startswith(("File:", "Plik:")) or "context" in line else line
