"""Credentials follow the record: signed when released, revoked when they stop counting, signed anew; keys change and are lost."""

import io
import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gromada.certificates import facts, issuing, keys, lists, publishing, seals, sentences, telling
from gromada.certificates.credential import attached, bundle
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.verifying import Outcome, Report, verify
from gromada.certificates.following import follow_credentials
from gromada.certificates.models import REPORT, Credential, SigningKey, StatusList, code_of
from gromada.certificates.paper import pdf
from gromada.certification.models import Certificate, CertificateEvent
from gromada.cli.main import main
from gromada.journal.following import run_all
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from tests.builders.cases import World, institution_of


@pytest.fixture
def key(released: Certificate) -> SigningKey:
    return keys.make(released.issuer, by="test")


@pytest.fixture
def credential(released: Certificate, key: SigningKey) -> Credential:
    made = issuing.bring_up_to_date(released)
    assert made is not None
    return made


def happened(certificate: Certificate, kind: str, **more: Any) -> None:
    CertificateEvent.objects.create(
        certificate=certificate, kind=kind, effective_on=clock.today(), shown_on=clock.today(), at=clock.now(), **more
    )
    issuing.bring_up_to_date(certificate)


def signed(credential: Credential) -> list[dict[str, Any]]:
    return [document for name, document in credential.documents.items() if name != REPORT]


def checked(document: dict[str, Any]) -> Report:
    """As somebody without a network would, with the bundle that is published just now."""
    held = bundle.read(json.dumps(publishing.bundle()).encode())
    return verify(document, held, clock.now())


def test_a_released_certificate_can_be_checked_by_anybody_in_both_languages_and_suites(credential: Credential) -> None:
    assert sorted(credential.documents) == [
        "en.eddsa-jcs-2022",
        "en.eddsa-rdfc-2022",
        "pl.eddsa-jcs-2022",
        "pl.eddsa-rdfc-2022",
        "report",
    ]
    for document in signed(credential):
        report = checked(document)
        assert report.verdict is Outcome.PASSED, report
        with translation.override("en"):
            assert sentences.verdict(report) == "The certificate is genuine and valid."


def test_it_says_what_the_paper_says(credential: Credential, released: Certificate) -> None:
    document = credential.documents["pl.eddsa-rdfc-2022"]
    subject = document["credentialSubject"]
    edition = released.edition.built
    assert subject["licenseNumber"] == released.number
    assert subject["name"].startswith(released.institution.name)
    assert document["issuer"]["name"] == edition.text(("issuer",), "pl")
    expected = [
        s.id
        for s in edition.standards.values()
        if s.under is None and s.part in edition.parts_for(tuple(released.annexes))
    ]
    assert [each["resultDescription"].split("#")[1] for each in subject["result"]] == expected
    assert {each["status"] for each in subject["result"]} == {"Completed"}
    assert document["validFrom"] <= f"{released.starts_on}T00:00:00Z" < document["validUntil"]


def test_nothing_is_signed_before_release_or_without_a_key(certificate: Certificate) -> None:
    certificate.public_from = clock.today()
    certificate.save()
    assert issuing.bring_up_to_date(certificate) is None
    keys.make(certificate.issuer, by="test")
    certificate.public_from = clock.today() + timedelta(days=3)
    certificate.save()
    assert issuing.bring_up_to_date(certificate) is None
    with clock.at(clock.today() + timedelta(days=3)):
        assert issuing.bring_all_up_to_date() == 1


def test_doing_it_again_changes_nothing(credential: Credential, released: Certificate) -> None:
    lines = Entry.objects.count()
    assert issuing.bring_up_to_date(released) == credential
    assert (Credential.objects.count(), Entry.objects.count()) == (1, lines)


def test_the_journal_is_followed(released: Certificate, key: SigningKey) -> None:
    follow_credentials(Entry.objects.get(verb="certificate.issued", subject=str(released.uid)))
    assert released.credentials.count() == 1
    assert Entry.objects.filter(verb="credential.issued", facts__certificate=str(released.uid)).count() == 1


@pytest.mark.parametrize("language, yes, no", [("en", "valid", "revoked"), ("pl", "ważn", "odebrał")])
def test_a_revoked_certificate_is_valid_in_no_sentence(
    credential: Credential, released: Certificate, language: str, yes: str, no: str
) -> None:
    happened(released, "revoke")
    for document in signed(credential):
        report = checked(document)
        assert (report.verdict, report.of("status").code) == (Outcome.FAILED, "status.revoked")
        with translation.override(language):
            said = [sentences.verdict(report), *(sentences.sentence(check) for check in report.checks)]
        # Of its dates it may be said that today lies within them; of the certificate never that it is valid.
        assert not [line for line in said if yes in line and not line.startswith(("Dates", "Daty"))]
        assert no in said[0]


def test_a_suspension_revokes_and_reinstatement_signs_anew_under_the_same_number(
    credential: Credential, released: Certificate
) -> None:
    happened(released, "suspend")
    assert checked(credential.documents["pl.eddsa-rdfc-2022"]).of("status").code == "status.revoked"
    assert publishing.of_number(released.number) is None
    happened(released, "reinstate")
    again = publishing.of_number(released.number)
    assert again is not None and again != credential and again.index != credential.index
    assert checked(again.documents["pl.eddsa-rdfc-2022"]).verdict is Outcome.PASSED
    assert checked(credential.documents["pl.eddsa-rdfc-2022"]).verdict is Outcome.FAILED


def test_a_suspension_that_ends_by_its_date_is_noticed_by_the_timetable(
    credential: Credential, released: Certificate
) -> None:
    happened(released, "suspend", until=clock.today() + timedelta(days=5))
    assert publishing.of_number(released.number) is None
    with clock.at(clock.today() + timedelta(days=6)):
        issuing.bring_all_up_to_date()
        found = publishing.of_number(released.number)
        assert found is not None and checked(found.documents["en.eddsa-jcs-2022"]).verdict is Outcome.PASSED


def test_after_a_transfer_the_credential_names_the_successor(
    credential: Credential, released: Certificate, world: World
) -> None:
    successor = institution_of(world.edition, name="Centrum Usług Społecznych w Przykładowicach", town="Przykładowice")
    happened(released, "transfer", to=successor)
    found = publishing.of_number(released.number)
    assert found is not None and found != credential
    assert found.documents["pl.eddsa-rdfc-2022"]["credentialSubject"]["name"].startswith(successor.name)
    assert checked(credential.documents["pl.eddsa-rdfc-2022"]).verdict is Outcome.FAILED


def test_an_expired_certificate_fails_by_its_dates(credential: Credential, released: Certificate) -> None:
    assert released.ends_on is not None
    with clock.at(released.ends_on + timedelta(days=2)):
        lists.sign_due()
        report = checked(credential.documents["pl.eddsa-rdfc-2022"])
        assert (report.of("dates").code, report.verdict) == ("dates.expired", Outcome.FAILED)


def test_a_new_key_leaves_what_the_old_one_signed_good(credential: Credential, released: Certificate) -> None:
    newer = keys.make(released.issuer, by="test")
    assert newer.fragment != credential.key.fragment
    assert [key.retired_at is None for key in SigningKey.objects.all()] == [False, True]
    issuing.bring_all_up_to_date()
    assert publishing.of_number(released.number) == credential
    assert checked(credential.documents["pl.eddsa-rdfc-2022"]).verdict is Outcome.PASSED


def test_what_a_stolen_key_signed_counts_no_more_and_is_signed_anew(
    credential: Credential, released: Certificate
) -> None:
    keys.withdraw(credential.key, reason="laptop stolen", by="test")
    keys.make(released.issuer, by="test")
    issuing.bring_all_up_to_date()
    lists.sign_due()
    again = publishing.of_number(released.number)
    assert again is not None and again.key.withdrawn_at is None
    assert checked(again.documents["pl.eddsa-rdfc-2022"]).verdict is Outcome.PASSED
    assert checked(credential.documents["pl.eddsa-rdfc-2022"]).of("signature").code == "signature.revoked"


def test_the_secret_half_is_sealed(key: SigningKey, settings: Any) -> None:
    raw = keys.signer(key).key.private_bytes_raw()
    assert raw not in key.locked.encode() and raw.hex() not in key.locked
    settings.KEYS_SECRET = "another"
    with pytest.raises(Refusal, match="GROMADA_KEYS_SECRET"):
        keys.signer(key)


def test_lists_are_signed_anew_before_they_grow_old(credential: Credential) -> None:
    before = StatusList.objects.get()
    assert lists.sign_due() == 0
    with clock.at(clock.now() + timedelta(hours=21)):
        assert lists.sign_due() == 1
    after = StatusList.objects.get()
    assert before.signed_at and after.signed_at and after.signed_at > before.signed_at
    assert after.document["validUntil"] > before.document["validUntil"]


def test_what_verifiers_read_is_published_with_etags(
    credential: Credential, released: Certificate, client: Client
) -> None:
    part = released.edition.built.parts_for(tuple(released.annexes))[0]
    addresses = [
        reverse("credentials:did"),
        reverse("credentials:credential", args=[code_of(credential.uid), "pl"]),
        reverse("credentials:jcs", args=[code_of(credential.uid), "en"]),
        reverse("credentials:number", args=[released.number, "pl"]),
        reverse("credentials:status", args=[credential.status_list.uid]),
        reverse("credentials:annex", args=[released.edition.key, "pl", part]),
        reverse("credentials:achievement", args=[released.edition.key, "en"]),
        reverse("credentials:bundle"),
        reverse("credentials:pdf", args=[code_of(credential.uid), "pl"]),
        reverse("credentials:badge", args=[released.number, "pl"]),
        reverse("credentials:checker", args=["pl"]),
    ]
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*"), address
        again = client.get(address, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"]), address
        head = client.head(address)
        assert (head.content, head["ETag"]) == (b"", answer["ETag"]), address
    document = json.loads(client.get(addresses[1]).content)
    assert document["id"].endswith(addresses[1])
    assert document["credentialStatus"]["statusListCredential"].endswith(addresses[4])


def test_what_has_changed_is_sent_anew(credential: Credential, released: Certificate, client: Client) -> None:
    """Keys, the list, the bundle and the page as one file: whoever asks with yesterday's ETag gets what holds now."""
    addresses = [
        reverse("credentials:status", args=[credential.status_list.uid]),
        reverse("credentials:bundle"),
        reverse("credentials:checker", args=["pl"]),
        reverse("credentials:badge", args=[released.number, "pl"]),
        reverse("credentials:did"),
    ]
    tags = {address: client.get(address)["ETag"] for address in addresses}
    happened(released, "revoke")
    keys.make(released.issuer, by="test")
    for address, tag in tags.items():
        answer = client.get(address, headers={"if-none-match": tag})
        assert answer.status_code == 200 and answer["ETag"] != tag, address


def test_attached_texts_are_those_whose_digests_were_signed(credential: Credential, client: Client) -> None:
    document = credential.documents["pl.eddsa-rdfc-2022"]
    held = bundle.read(json.dumps(publishing.bundle()).encode())
    texts = {}
    for each in document["relatedResource"]:
        path = "/" + each["id"].split("/", 3)[3]
        texts[each["id"]] = client.get(path).content
    assert texts
    whole = bundle.Bundle(held.documents, held.lists, texts)
    assert verify(document, whole, clock.now()).of("digests").code == "digests.good"
    first = next(iter(texts))
    changed = bundle.Bundle(held.documents, held.lists, texts | {first: texts[first] + b" "})
    assert verify(document, changed, clock.now()).of("digests").code == "digests.differ"


def test_a_revoked_credential_is_gone_from_its_address(
    credential: Credential, released: Certificate, client: Client
) -> None:
    happened(released, "revoke")
    assert client.get(reverse("credentials:credential", args=[code_of(credential.uid), "pl"])).status_code == 410
    assert client.get(reverse("credentials:number", args=[released.number, "pl"])).status_code == 404


def test_the_command_says_yes_no_and_could_not(
    credential: Credential, released: Certificate, tmp_path: Any, capsys: Any
) -> None:
    document, held = tmp_path / "certificate.json", tmp_path / "bundle.json"
    document.write_text(json.dumps(credential.documents["pl.eddsa-rdfc-2022"]))
    held.write_text(json.dumps(publishing.bundle()))
    assert main(["verify", str(document), "--offline", str(held)]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0] == "The certificate is genuine and valid." and said.count("✓") == 6
    assert main(["verify", str(document), "--offline", str(held), "--language", "pl"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Certyfikat jest prawdziwy i\u00a0ważny."
    empty = tmp_path / "empty.json"
    empty.write_text(json.dumps(bundle.Bundle().as_json(clock.now())))
    assert main(["verify", str(document), "--offline", str(empty)]) == 2
    assert main(["verify", str(tmp_path / "missing.json"), "--offline", str(held)]) == 2
    happened(released, "revoke")
    held.write_text(json.dumps(publishing.bundle()))
    capsys.readouterr()
    assert main(["verify", str(document), "--offline", str(held)]) == 1
    assert "✗ Status: it has been revoked." in capsys.readouterr().out
    document.write_text('{"a": 1, "a": 2}')
    assert main(["verify", str(document), "--offline", str(held)]) == 1


def test_the_command_makes_lists_and_withdraws_keys(released: Certificate, capsys: Any) -> None:
    assert main(["keys", "list"]) == 0 and "no key yet" in capsys.readouterr().out
    assert main(["keys", "new"]) == 0
    assert "1 certificates have a credential" in capsys.readouterr().out
    first = SigningKey.objects.get()
    assert main(["keys", "withdraw", first.fragment, "--reason", "lost"]) == 0
    assert main(["keys", "withdraw", "key-1999-01-01", "--reason", "lost"]) == 1
    assert main(["keys", "list"]) == 0
    assert [line.split()[2] for line in capsys.readouterr().out.splitlines() if line.startswith("key-")][-2:] == [
        "withdrawn",
        "signs",
    ]
    found = publishing.of_number(released.number)
    assert found is not None and found.key.fragment != first.fragment


def test_the_page_of_verification_offers_the_signed_data(
    credential: Credential, released: Certificate, client: Client
) -> None:
    run_all(seconds=30)
    page = client.get(f"/sprawdz/{released.number}/").content.decode()
    assert reverse("credentials:number", args=[released.number, "pl"]) in page
    assert reverse("credentials:bundle") in page
    # The lines for the holder's own page are shown to be copied, not carried out here.
    assert f"&lt;a href=&quot;{released.address}&quot;&gt;&lt;img src=&quot;" in page


def test_the_pdf_carries_its_credential_and_is_checked_as_it_lies(
    credential: Credential, released: Certificate, client: Client, tmp_path: Any, capsys: Any
) -> None:
    seals.make(released.issuer, by="test")
    answer = client.get(reverse("credentials:pdf", args=[code_of(credential.uid), "pl"]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    inside = json.loads(attached.from_pdf(answer.content))
    assert inside == credential.documents["pl.eddsa-rdfc-2022"]
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    assert released.number in reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    paper, held = tmp_path / "certificate.pdf", tmp_path / "bundle.json"
    paper.write_bytes(answer.content)
    held.write_text(json.dumps(publishing.bundle()))
    assert main(["verify", str(paper), "--offline", str(held)]) == 0
    happened(released, "revoke")
    held.write_text(json.dumps(publishing.bundle()))
    assert main(["verify", str(paper), "--offline", str(held)]) == 1
    assert client.get(reverse("credentials:pdf", args=[code_of(credential.uid), "pl"])).status_code == 404


@pytest.mark.parametrize("data, code", [(b"%PDF-1.7 nothing", "pdf"), (b"%PDF-", "pdf")])
def test_a_broken_pdf_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Fault, match=code):
        attached.from_pdf(data)


def test_a_pdf_without_a_credential_says_so(credential: Credential) -> None:
    said = facts.said(credential.certificate, "pl", telling.occasion(credential.certificate))
    with pytest.raises(Fault, match="attachment"):
        attached.from_pdf(pdf(said, clock.today()))


def test_the_badge_dies_with_the_certificate(credential: Credential, released: Certificate, client: Client) -> None:
    address = reverse("credentials:badge", args=[released.number, "pl"])
    answer = client.get(address)
    ElementTree.fromstring(answer.content)
    assert answer["Content-Type"] == "image/svg+xml" and ">dziś ważny" in answer.content.decode()
    drawn = re.sub(r"<!\[CDATA\[.*?\]\]>|xmlns(:\w+)?=\"[^\"]+\"", "", answer.content.decode(), flags=re.DOTALL)
    assert "http" not in drawn and "script" not in drawn  # nothing in it leads anywhere or runs
    happened(released, "suspend")
    told = client.get(address).content.decode()
    assert ">dziś nie obowiązuje" in told and "ważny" not in told
    assert client.get(reverse("credentials:badge", args=["no/such/1", "pl"])).status_code == 404
