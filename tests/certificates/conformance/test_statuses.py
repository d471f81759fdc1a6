"""What Bitstring Status List 1.0 asks of an issuer and a verifier, by the service and by the house's own lists."""

import base64
import gzip
from datetime import timedelta
from typing import Any

import pytest

from gromada.certificates.conformance.answering import Answering
from gromada.certificates.credential import proof, status
from gromada.certificates.credential.bundle import Bundle
from gromada.certificates.credential.fault import Fault
from gromada.kit import clock
from tests.certificates.conformance.conftest import HERE, Service, plain

LIST = "https://example.org/lists/1"


def test_an_entry_is_added_and_its_list_is_a_credential(service: Service) -> None:
    given = plain(id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33", issuer=service.held.did)
    _status, issued = service.issue(given)
    entry = issued["credentialStatus"]
    assert set(entry) == {"id", "type", "statusPurpose", "statusListIndex", "statusListCredential"}
    assert (entry["type"], entry["statusPurpose"]) == ("BitstringStatusListEntry", "revocation")
    assert 0 <= int(entry["statusListIndex"]) < status.SIZE and entry["id"] != entry["statusListCredential"]
    assert entry["statusListCredential"] == f"{HERE}/credentials/lists/revocation"
    listed = service.client.get("/credentials/lists/revocation").json()
    assert listed["id"] == entry["statusListCredential"] and "BitstringStatusListCredential" in listed["type"]
    subject = listed["credentialSubject"]
    assert set(subject) == {"id", "type", "statusPurpose", "encodedList"} and subject["type"] == "BitstringStatusList"
    packed = subject["encodedList"]
    assert packed[0] == "u" and "=" not in packed
    assert len(gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=="))) * 8 == 131_072
    assert service.verify(issued)[0] == 200
    assert service.verify(listed)[0] == 200, "a list is a credential like others"


def test_a_list_of_another_moment_is_not_answered_with_that_of_today(service: Service) -> None:
    answer = service.client.get("/credentials/lists/revocation?timestamp=2020-01-01T00%3A00%3A00Z")
    said = answer.json()
    assert answer.status_code == said["status"] == 404 and "encodedList" not in str(said)
    assert said["type"] == "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR"


@pytest.mark.parametrize("purpose, reason", [("revocation", "revoked"), ("suspension", "suspended")])
def test_a_bit_that_is_set_makes_it_count_no_more_until_it_is_cleared(
    service: Service, purpose: str, reason: str
) -> None:
    id = "urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54"
    _status, issued = service.issue(plain(id=id, issuer=service.held.did), credentialStatus={"statusPurpose": purpose})
    entry = {"type": "BitstringStatusListEntry", "statusPurpose": purpose}
    assert service.verify(issued)[0] == 200
    assert service.post("/credentials/status", {"credentialId": id, "credentialStatus": entry})[0] == 200
    code, said = service.verify(issued, checks=["proof", "credentialStatus"])
    assert code == 400 and reason in said["title"]
    assert service.verify(issued, checks=["proof"])[0] == 200, "it was not asked"
    said = {"credentialId": id, "credentialStatus": entry, "status": False}
    assert service.post("/credentials/status", said)[0] == 200
    assert service.verify(issued)[0] == 200


@pytest.mark.parametrize("options, entries", [({"credentialStatus": False}, 0), ({}, 1)])
def test_the_entry_may_be_left_out_and_one_that_is_there_stays(
    service: Service, options: dict[str, Any], entries: int
) -> None:
    _status, issued = service.issue(plain(issuer=service.held.did), **options)
    assert ("credentialStatus" in issued) == bool(entries)
    own = {"type": "https://example.org/#Status", "id": "https://example.org/status/7"}
    assert service.issue(plain(credentialStatus=own), **options)[1]["credentialStatus"] == own


def encoded(bits: int) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits // 8))).decode().rstrip("=")


def listing(**subject: Any) -> dict[str, Any]:
    moment = clock.now()
    bare = status.credential(
        LIST, "did:example:x", [1], valid_from=moment - timedelta(days=1), valid_until=moment + timedelta(days=1)
    )
    return bare | {"credentialSubject": bare["credentialSubject"] | subject}


BAD_LISTS: dict[str, dict[str, Any]] = {
    "another type": {"type": "SomethingElse"},
    "no purpose": {"statusPurpose": 5},
    "a list that is not compressed": {"encodedList": "uAAAA"},
    "another base": {"encodedList": "z" + encoded(status.SIZE)[1:]},
    "no base": {"encodedList": encoded(status.SIZE)[1:]},
    "padding": {"encodedList": encoded(status.SIZE) + "="},
    "a list of less than 131,072 entries": {"encodedList": encoded(status.SIZE - 8)},
    "a bomb": {"encodedList": encoded(65 * status.SIZE)},
    "ttl in words": {"ttl": "soon"},
    "ttl negative": {"ttl": -1},
}


@pytest.mark.parametrize("subject", BAD_LISTS.values(), ids=BAD_LISTS)
def test_a_malformed_list_is_not_signed(service: Service, subject: dict[str, Any]) -> None:
    code, said = service.issue(listing(**subject))
    assert code == 400 and "credentialSubject" in said["detail"], said


@pytest.mark.parametrize("subject", [{}, {"statusPurpose": ["revocation", "suspension"]}, {"ttl": 300_000}])
def test_a_good_list_is_signed_without_an_entry_of_its_own(service: Service, subject: dict[str, Any]) -> None:
    code, issued = service.issue(listing(**subject))
    assert code == 201 and "credentialStatus" not in issued, issued


def judged(service: Service, entry: dict[str, Any], listed: dict[str, Any]) -> list[str]:
    """The service with a list of its own choosing at hand; what is wrong, by the names of the specification."""
    held = service.held
    listed = proof.sign(listed | {"issuer": held.did}, held.signer, clock.now(), suite=proof.JCS)
    credential = proof.sign(
        plain(issuer=held.did, credentialStatus=entry), held.signer, clock.now(), contexts=held.contexts
    )
    deeds = Answering(held, f"{HERE}/credentials/lists", Bundle(lists={LIST: listed}), clock.now())
    return [each["type"] for each in deeds.verify({"verifiableCredential": credential})[1]["errors"]]


def entry(**changed: Any) -> dict[str, Any]:
    return status.entry(LIST, 7) | changed


KIND = "https://www.w3.org/ns/credentials/status-list#"


@pytest.mark.parametrize(
    "changed, subject, kinds",
    [
        ({}, {}, []),
        ({"statusListIndex": "1"}, {}, ["STATUS_VERIFICATION_ERROR"]),
        ({"statusListIndex": "131071"}, {}, []),
        ({"statusListIndex": "131072"}, {}, ["RANGE_ERROR"]),
        ({"statusPurpose": "suspension"}, {}, ["STATUS_VERIFICATION_ERROR"]),
        ({"statusPurpose": "suspension"}, {"statusPurpose": ["revocation", "suspension"]}, []),
        ({"statusListCredential": "https://example.org/other"}, {}, ["STATUS_RETRIEVAL_ERROR"]),
        ({}, {"encodedList": encoded(8)}, ["STATUS_LIST_LENGTH_ERROR"]),
        ({}, {"encodedList": "u____"}, ["STATUS_VERIFICATION_ERROR"]),
        ({}, {"type": "SomethingElse"}, ["STATUS_VERIFICATION_ERROR"]),
        ({"statusListIndex": "1", "statusPurpose": "message"}, {"statusPurpose": "message"}, []),
    ],
)
def test_the_status_is_judged_as_the_specification_says(
    service: Service, changed: dict[str, Any], subject: dict[str, Any], kinds: list[str]
) -> None:
    assert judged(service, entry(**changed), listing(**subject)) == [KIND + kind for kind in kinds]


def test_a_list_that_is_over_or_somebody_elses_is_not_believed(service: Service) -> None:
    past = listing() | {"validUntil": "2020-01-01T00:00:00Z", "validFrom": "2019-01-01T00:00:00Z"}
    assert judged(service, entry(), past) == [KIND + "STATUS_VERIFICATION_ERROR"]
    assert judged(service, entry(), listing() | {"id": "https://example.org/other"}) == [
        KIND + "STATUS_VERIFICATION_ERROR"
    ]
    assert judged(service, entry(), listing() | {"type": ["VerifiableCredential"]}) == [
        KIND + "STATUS_VERIFICATION_ERROR"
    ]


def test_a_status_may_have_several_bits() -> None:
    messages = [{"status": hex(number), "message": str(number)} for number in range(4)]
    wide = entry(statusSize=2, statusMessage=messages, statusPurpose="message")
    listed = listing(statusPurpose="message", encodedList=status.encode({14, 16}))
    assert [status.value(wide | {"statusListIndex": str(n)}, listed) for n in (6, 7, 8)] == [0, 2, 2]
    with pytest.raises(Fault, match="range"):
        status.value(wide | {"statusListIndex": "65536"}, listed)
