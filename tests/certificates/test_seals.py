"""Seals of an issuer: made, given by an authority, replaced, lost; the paper that is given out follows them."""

import io
import json
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from django.test import Client
from django.urls import reverse

from gromada.certificates import dids, keys, papers, publishing, seals, setting
from gromada.certificates.credential import attached, bundle, chain, sealed
from gromada.certificates.credential.verifying import Check
from gromada.certificates.following import follow_credentials
from gromada.certificates.models import Credential, Seal, SealedPaper, code_of
from gromada.certificates.vocabulary import Use
from gromada.certification.models import Certificate
from gromada.cli.main import main
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from tests.certificates.making import Maker


@pytest.fixture
def seal(released: Certificate) -> Seal:
    return seals.make(released.issuer, by="test")


def served(credential: Credential, language: str = "pl") -> bytes:
    answer = Client().get(reverse("credentials:pdf", args=[code_of(credential.uid), language]))
    assert answer.status_code == 200
    return bytes(answer.content)


def checked(pdf: bytes) -> Check:
    held = bundle.read(json.dumps(publishing.bundle()).encode())
    return sealed.check(pdf, dids.site(), held)


def test_the_paper_that_is_given_out_is_sealed_and_always_the_same(credential: Credential, seal: Seal) -> None:
    first = served(credential)
    assert checked(first).code == "seal.good"
    assert credential.certificate.issuer.name[:20] in checked(first).detail
    assert served(credential) == first and SealedPaper.objects.count() == 1
    assert json.loads(attached.from_pdf(first)) == credential.documents["pl.eddsa-rdfc-2022"]
    assert "Electronic seal" in _told(served(credential, "en")) and "Pieczęć elektroniczna" in _told(first)


def _told(pdf: bytes) -> str:
    fields = pypdf.PdfReader(io.BytesIO(pdf)).get_fields()
    assert fields
    return str(fields["Seal"]["/TU"])


def test_it_is_sealed_when_the_journal_is_followed_before_anybody_asks(released: Certificate, seal: Seal) -> None:
    keys.make(released.issuer, by="test")
    follow_credentials(Entry.objects.get(verb="certificate.issued", subject=str(released.uid)))
    assert sorted(SealedPaper.objects.values_list("language", flat=True)) == ["en", "pl"]
    assert Entry.objects.filter(verb="paper.sealed").count() == 2


def test_without_a_seal_the_paper_is_given_out_without_one(credential: Credential) -> None:
    assert checked(served(credential)).code == "seal.none"


def test_a_new_seal_leaves_what_the_old_one_sealed_good(credential: Credential, seal: Seal) -> None:
    before = served(credential)
    newer = seals.make(credential.certificate.issuer, by="test")
    assert newer.name != seal.name and newer.chain.endswith(seals.current(newer.issuer, Use.ROOT).chain)  # type: ignore[union-attr]
    assert Seal.objects.filter(use=Use.ROOT).count() == 1
    assert served(credential) == before and checked(before).code == "seal.good"


def test_what_a_stolen_seal_sealed_counts_no_more_and_is_sealed_anew(credential: Credential, seal: Seal) -> None:
    before = served(credential)
    root = seals.current(seal.issuer, Use.ROOT)
    seals.withdraw(seal, reason="laptop stolen", by="test")
    assert checked(before).code == "seal.revoked"
    assert seals.current(seal.issuer, Use.ROOT) is None  # it lay beside
    assert root and root.chain.encode() not in seals.roots()
    with pytest.raises(Refusal, match="już wycofana"):
        seals.withdraw(seal, reason="again", by="test")
    seals.make(seal.issuer, by="test")
    papers.bring_all_up_to_date()
    after = served(credential)
    assert after != before and checked(after).code == "seal.good"


def test_the_secret_half_is_locked(
    seal: Seal, credential: Credential, settings: Any, client: Client, caplog: Any
) -> None:
    assert "PRIVATE" not in seal.locked and "PRIVATE" not in seal.chain
    settings.KEYS_SECRET = "another"
    with pytest.raises(Refusal, match="GROMADA_KEYS_SECRET"):
        seals.stamper(seal)
    answer = client.get(reverse("credentials:pdf", args=[code_of(credential.uid), "pl"]))
    assert answer.status_code == 503 and "GROMADA" not in answer.content.decode()
    assert "GROMADA_KEYS_SECRET" in caplog.text  # for whoever runs the installation


def given(name: str = "Stowarzyszenie", password: str = "") -> tuple[bytes, bytes]:
    """A certificate that an authority issued for an RSA key, and the key."""
    authority, key = Maker("Centrum Zaufania Przykład"), rsa.generate_private_key(65537, 2048)
    leaf = chain.own_leaf(name, "did:web:x", key.public_key(), authority.root, authority.root_key, clock.now())
    lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    return chain.written([leaf, authority.root]).encode(), secret


def test_an_authoritys_certificate_seals_where_it_was_given(
    credential: Credential, tmp_path: Any, settings: Any
) -> None:
    certificates, secret = given(password="sekret")
    (tmp_path / "chain.pem").write_bytes(certificates)
    (tmp_path / "key.pem").write_bytes(secret)
    told = ["keys", "seal", "--certificate", str(tmp_path / "chain.pem"), "--key", str(tmp_path / "key.pem")]
    assert main(told) == 1  # without its password
    settings.SEAL_PASSWORD = "sekret"
    assert main(told) == 0
    check = checked(served(credential))
    assert (check.code, check.detail.split(",")[0]) == ("seal.good", "Stowarzyszenie")
    assert main(told) == 1  # it is here already


def test_a_key_of_another_certificate_is_refused(released: Certificate) -> None:
    with pytest.raises(Refusal, match="nie należy do"):
        seals.configure(released.issuer, given()[0], given()[1], by="test")
    with pytest.raises(Refusal, match="nie da się użyć"):
        seals.configure(released.issuer, b"nothing", given()[1], by="test")


def test_a_certificate_that_may_not_seal_or_has_ended_is_refused(released: Certificate) -> None:
    maker = Maker()
    with pytest.raises(Refusal, match="nie służy do podpisywania"):
        seals.expect(released.issuer, chain.written([maker.root]).encode(), by="test")
    with clock.at(clock.today() + timedelta(days=4000)), pytest.raises(Refusal, match="stracił ważność"):
        seals.expect(released.issuer, chain.written([maker.leaf]).encode(), by="test")


def test_a_tampered_pdf_fails_with_the_reason(credential: Credential, seal: Seal, tmp_path: Any, capsys: Any) -> None:
    pdf = served(credential)
    held, paper = tmp_path / "bundle.json", tmp_path / "paper.pdf"
    held.write_text(json.dumps(publishing.bundle()))
    paper.write_bytes(pdf)
    assert main(["verify", str(paper), "--offline", str(held)]) == 0
    assert "✓ Seal: the PDF is as it was sealed" in capsys.readouterr().out
    middle = len(pdf) // 3
    paper.write_bytes(pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :])
    assert main(["verify", str(paper), "--offline", str(held)]) == 1
    assert "changed since it was sealed" in capsys.readouterr().out
    paper.write_bytes(papers.plain(credential, "pl"))
    assert main(["verify", str(paper), "--offline", str(held), "--language", "pl"]) == 2
    said = capsys.readouterr().out
    assert "? Pieczęć" in said and "jest prawdziwy" not in said


def test_the_root_is_published_for_readers_of_pdf(seal: Seal, client: Client) -> None:
    answer = client.get(reverse("credentials:roots"))
    assert answer.content.startswith(b"-----BEGIN CERTIFICATE") and answer["ETag"]
    (root,) = chain.read(answer.content)
    seals.certificate(seal).verify_directly_issued_by(root)


def test_did_json_lists_seals_that_vouch_for_no_credential(seal: Seal, credential: Credential, client: Client) -> None:
    told = json.loads(client.get(reverse("credentials:did")).content)
    kinds = {each["id"].partition("#")[2]: each["type"] for each in told["verificationMethod"]}
    assert kinds == {credential.key.fragment: "Multikey", seal.name: "JsonWebKey"}
    assert told["assertionMethod"] == [f"{told['id']}#{credential.key.fragment}"]


def test_the_command_makes_the_first_seal_with_the_first_key(released: Certificate, capsys: Any) -> None:
    assert main(["keys", "new"]) == 0
    assert Seal.objects.filter(use=Use.HERE, retired_at=None).count() == 1
    assert SealedPaper.objects.count() == 2
    assert main(["keys", "new"]) == 0  # a second key leaves the seal alone
    first = Seal.objects.get(use=Use.HERE)
    assert main(["keys", "withdraw", first.name, "--reason", "lost"]) == 0
    assert main(["keys", "list"]) == 0
    said = capsys.readouterr().out
    assert f"{first.name}  {first.issuer.slug}  withdrawn" in said and "seals by itself" in said
    assert SealedPaper.objects.filter(seal__withdrawn_at=None).count() == 2


def test_very_many_papers_are_set_by_several_processes_and_come_out_the_same(
    credential: Credential, seal: Seal, monkeypatch: Any
) -> None:
    monkeypatch.setattr(setting, "MANY", 1)
    papers.bring_all_up_to_date()
    assert sorted(SealedPaper.objects.values_list("language", flat=True)) == ["en", "pl"]
    sealed_there = served(credential)
    assert checked(sealed_there).code == "seal.good"
    credential.refresh_from_db()  # PostgreSQL keeps the names of an object in an order of its own
    assert sealed_there.startswith(papers.plain(credential, "pl"))
    papers.bring_all_up_to_date()
    assert SealedPaper.objects.count() == 2
