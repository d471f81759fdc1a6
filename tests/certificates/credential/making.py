"""Awards, signers and sources for the tests of the credential."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from gromada.certificates.credential import badge, did, proof, status
from gromada.certificates.credential.badge import Achieved, Award, Outcome, Profile, Resource
from gromada.certificates.credential.bundle import Bundle
from gromada.certificates.credential.proof import Signer

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SITE = "https://znak.example"
DID = "did:web:znak.example"
LIST = f"{SITE}/credentials/status/1"
REPORT = f"{SITE}/credentials/report.json"


def signer(seed: int = 7, controller: str = DID) -> Signer:
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    return Signer(key, f"{controller}#key-2026-01-01" if controller == DID else did.method_of_key(key.public_key()))


def award(language: str = "pl", index: int = 94567, **changed: Any) -> Award:
    outcomes = tuple(Outcome(f"S{n}", f"Standard {n}: otwartość, udział i zaangażowanie") for n in range(1, 15))
    achieved = Achieved(
        id=f"{SITE}/credentials/achievements/cal-2022/{language}",
        name="Certyfikat Jakości Centrum Aktywności Lokalnej",
        description="Instytucja celowo i długofalowo pracuje na rzecz rozwoju społeczności lokalnej.",
        criteria="Spełnia każdy punkt standardów ogólnych i załącznika merytorycznego.",
        criteria_url=f"{SITE}/regulamin/",
        language=language,
        version="2022",
        outcomes=outcomes,
        others=((f"{SITE}/credentials/achievements/cal-2022/en", "en"),),
    )
    values: dict[str, Any] = {
        "id": f"{SITE}/credentials/CAL/2026/7/{language}.json",
        "number": "CAL/2026/7",
        "issuer": Profile(DID, "Stowarzyszenie Przykładowe", SITE),
        "subject": "urn:uuid:7f2c0b1e-5f5c-4a53-9f5e-0d3c5b5e8a11",
        "holder": "Ośrodek Pomocy Społecznej w Zalesiu Górnym",
        "term": "2026–2030",
        "achievement": achieved,
        "awarded": NOON - 60 * DAY,
        "valid_from": NOON - 30 * DAY,
        "valid_until": NOON + 1600 * DAY,
        "status_list": LIST,
        "status_index": index,
        "resources": (Resource(REPORT, "application/json", badge.digest(b"{}")),),
    }
    return Award(**values | changed)


def signed(suite: str = proof.RDFC, by: Signer | None = None, **changed: Any) -> dict[str, Any]:
    return proof.sign(badge.credential(award(**changed)), by or signer(), NOON - DAY, suite=suite)


def listing(revoked: tuple[int, ...] = (), by: Signer | None = None, made: datetime = NOON) -> dict[str, Any]:
    bare = status.credential(LIST, DID, revoked, valid_from=made - DAY, valid_until=made + DAY)
    return proof.sign(bare, by or signer(), made - DAY)


def sources(revoked: tuple[int, ...] = (), **changed: Any) -> Bundle:
    listed = did.Listed("key-2026-01-01", did.of_key(signer().key.public_key())[8:])
    told: dict[str, Any] = {
        "documents": {DID: did.document(DID, [listed])},
        "lists": {LIST: listing(revoked)},
        "resources": {REPORT: b"{}"},
    }
    return Bundle(**told | changed)


# Letters of every kind save controls, which no certificate holds; quotes and backslashes are among them.
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
lines = st.text(st.sampled_from('ąŻ\n\t\r"\\ a\u00a0\U0001f600'), min_size=1, max_size=30)
texts = words | lines
pieces = st.sampled_from([*"abXZ09-._~/?=&+,;:@!$'()*", "%20", "%C5%81"])
paths = st.lists(pieces, min_size=1, max_size=20).map("".join)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@dataclass
class Drawn:
    """What hypothesis may make of an award."""

    strategy: st.SearchStrategy[Award] = field(init=False)

    def __post_init__(self) -> None:
        addresses = paths.map(lambda path: f"{SITE}/{path}")
        outcomes = st.lists(st.builds(Outcome, paths, texts), max_size=6).map(tuple)
        achieved = st.builds(
            Achieved,
            id=addresses,
            name=texts,
            description=texts,
            criteria=texts,
            criteria_url=addresses,
            language=st.sampled_from(("pl", "en")),
            version=st.just("") | texts,
            outcomes=outcomes,
            others=st.lists(st.tuples(addresses, st.just("en")), max_size=2).map(tuple),
        )
        resources = st.lists(
            st.builds(Resource, addresses, st.just("application/pdf"), st.binary(max_size=9).map(badge.digest)),
            max_size=3,
        )
        self.strategy = st.builds(
            Award,
            id=addresses,
            number=texts,
            issuer=st.builds(Profile, st.just(DID), texts, st.just("") | addresses),
            subject=st.uuids().map(lambda uid: f"urn:uuid:{uid}"),
            holder=texts,
            term=st.just("") | texts,
            achievement=achieved,
            awarded=moments,
            valid_from=moments,
            valid_until=st.none() | moments,
            status_list=addresses,
            status_index=st.integers(0, status.SIZE - 1),
            resources=resources.map(tuple),
        )


awards = Drawn().strategy
