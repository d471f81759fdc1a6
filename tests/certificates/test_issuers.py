"""Several issuers on one installation: each has a name of its own, and no key of one speaks for another."""

import json
from typing import Any

import pytest
from django.test import Client

from gromada.certificates import dids, issuing, keys, publishing
from gromada.certificates.credential import bundle, did, proof
from gromada.certificates.credential.verifying import Outcome, verify
from gromada.certification.models import Certificate
from gromada.kit import clock
from gromada.people.models import Issuer


@pytest.fixture
def trust(released: Certificate) -> Issuer:
    return Issuer.objects.create(slug="playground-trust", name="Playground Trust", short="Trust")


@pytest.fixture
def both(released: Certificate, trust: Issuer) -> tuple[dict[str, Any], dict[str, Any]]:
    """A credential of the first issuer, and one of the second, by the same certificate."""
    for issuer in (released.issuer, trust):
        keys.make(issuer, by="test")
    first = issuing.bring_up_to_date(released)
    assert first is not None
    mine = first.documents["pl.eddsa-rdfc-2022"]
    Certificate.objects.filter(pk=released.pk).update(issuer=trust)
    first.delete()
    released.refresh_from_db()
    second = issuing.bring_up_to_date(released)
    assert second is not None
    return mine, second.documents["pl.eddsa-rdfc-2022"]


def held() -> bundle.Bundle:
    return bundle.read(json.dumps(publishing.bundle()).encode())


def test_the_first_has_the_sites_name_and_others_one_below_it(released: Certificate, trust: Issuer) -> None:
    site = dids.site()
    assert (dids.of_issuer(released.issuer), dids.of_issuer(trust)) == (site, f"{site}:issuers:playground-trust")
    assert did.address_of(f"{site}:issuers:playground-trust").endswith("/issuers/playground-trust/did.json")
    assert dids.issuer_of(dids.of_issuer(trust)) == trust and dids.issuer_of("did:web:nobody.example") is None


def test_each_credential_is_its_own_issuers_and_good(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    for document, name in zip(both, (dids.site(), f"{dids.site()}:issuers:playground-trust"), strict=True):
        assert document["issuer"]["id"] == name
        assert document["proof"]["verificationMethod"].startswith(f"{name}#key-")
        assert verify(document, held(), clock.now()).of("signature").outcome is Outcome.PASSED
    report = verify(both[1], held(), clock.now())
    assert report.verdict is Outcome.PASSED, report
    lists = held().lists
    assert {each["issuer"] for each in lists.values()} == {dids.site(), f"{dids.site()}:issuers:playground-trust"}


def test_the_key_of_one_does_not_speak_for_the_other(
    both: tuple[dict[str, Any], dict[str, Any]], trust: Issuer
) -> None:
    bare, _proofs = proof.unsecured(both[0])
    key = keys.signing_key(trust)
    assert key is not None
    signer = keys.signer(key)
    forged = proof.sign(bare, signer, clock.now())
    assert verify(forged, held(), clock.now()).of("issuer").code == "issuer.other"
    renamed = proof.sign(bare, proof.Signer(signer.key, f"{dids.site()}#{key.fragment}"), clock.now())
    assert verify(renamed, held(), clock.now()).of("signature").code == "signature.method"


def test_each_document_is_served_at_its_address_alone(
    both: tuple[dict[str, Any], dict[str, Any]], released: Certificate, client: Client
) -> None:
    first, second = (
        json.loads(client.get(address).content)
        for address in ("/.well-known/did.json", "/issuers/playground-trust/did.json")
    )
    assert (first["id"], second["id"]) == (dids.site(), f"{dids.site()}:issuers:playground-trust")
    listed = [{each["id"] for each in document["verificationMethod"]} for document in (first, second)]
    assert all(listed) and not listed[0] & listed[1]
    first_issuer = Issuer.objects.order_by("pk")[0]
    assert client.get(f"/issuers/{first_issuer.slug}/did.json").status_code == 404
    assert client.get("/issuers/nobody/did.json").status_code == 404


@pytest.mark.parametrize(
    "accepted, kind",
    [
        ("*/*", "application/did"),
        ("application/did", "application/did"),
        ("application/ld+json, application/json", "application/ld+json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml", "application/did"),
    ],
)
def test_programs_that_know_only_json_are_answered_in_it(db: None, client: Client, accepted: str, kind: str) -> None:
    answer = client.get("/.well-known/did.json", headers={"accept": accepted})
    assert answer["Content-Type"] == kind and "Accept" in answer["Vary"]
