"""The manifest of the report: named by its digest in every credential, made of the edition and the certificate, of nobody's name."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from gromada.certificates import publishing
from gromada.certificates.credential import badge, integrity
from gromada.certificates.credential.verifying import Outcome, verify
from gromada.certificates.models import Credential
from gromada.certification.models import Certificate
from gromada.kit import clock


def test_every_document_names_it_by_its_digest_and_it_is_served_so(credential: Credential, client: Client) -> None:
    address = credential.report_address
    served = client.get(address.partition("/vc/")[1] + address.partition("/vc/")[2])
    assert served.status_code == 200 and served["Content-Type"] == "application/json"
    for name, document in credential.documents.items():
        if name != "report":
            (named,) = (each for each in document["relatedResource"] if each["id"] == address)
            assert integrity.matches(named, served.content)
            assert named["digestMultibase"] == badge.digest(served.content)


def test_it_says_which_standards_and_indicators_were_met(credential: Credential, released: Certificate) -> None:
    said, edition = json.loads(credential.report), released.edition.built
    parts = edition.parts_for(tuple(released.annexes))
    assert said["edition"] == {"id": edition.id, "version": edition.version} and said["certificate"] == released.number
    assert said["standards"] == [s.id for s in edition.standards.values() if s.under is None and s.part in parts]
    assert said["indicators"] and not set(said["indicators"]) & set(said["standards"])
    document = credential.documents["pl.eddsa-rdfc-2022"]
    assert len(said["standards"]) == len(document["credentialSubject"]["result"])


def test_it_holds_no_person_and_no_picture(credential: Credential) -> None:
    text = credential.report.decode().casefold()
    people = get_user_model().objects.all()
    assert people
    for person in people:
        for word in str(person).split():
            assert word.casefold() not in text or len(word) < 4, word
    for word in ("photo", "image", "jpeg", "png", "person", "@", str(credential.certificate.institution.uid)):
        assert word not in text


def test_it_is_in_the_bundle_as_far_as_there_is_room_and_a_changed_one_fails(
    credential: Credential, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, document = publishing.held(), credential.documents["pl.eddsa-rdfc-2022"]
    assert verify(document, held, clock.now()).of("digests").code == "digests.good"
    monkeypatch.setattr(publishing, "MOST_OF_REPORTS", 10)
    told = verify(document, publishing.held(), clock.now())
    assert told.verdict is Outcome.PASSED and told.of("digests").code == "digests.away"
    changed = held.resources | {credential.report_address: credential.report.replace(b"gromada", b"gromady")}
    told = verify(document, type(held)(held.documents, held.lists, changed), clock.now())
    assert told.verdict is Outcome.FAILED and told.of("digests").code == "digests.differ"


def test_it_goes_with_its_credential(credential: Credential, released: Certificate, client: Client) -> None:
    Credential.objects.filter(pk=credential.pk).update(revoked_at=clock.now())
    address = credential.report_address.partition("/vc/")
    assert client.get(address[1] + address[2]).status_code == 410
    assert client.get("/vc/nobody/report.json").status_code == 404
