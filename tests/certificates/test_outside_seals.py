"""A qualified seal from outside in two steps: by command, through the page of the office, and by a program that signs files."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gromada.certificates import issuing, papers, seals
from gromada.certificates.credential import attached
from gromada.certificates.models import Credential, Seal, SealRequest
from gromada.cli.main import main
from gromada.journal.models import Entry
from gromada.kit.refusal import Refusal
from tests.builders.cases import World
from tests.builders.signing import signed_in
from tests.certificates.making import Maker
from tests.certificates.outside import expected
from tests.certificates.test_seals import checked, served

NAME = "Centrum Zaufania Przykład"


@pytest.fixture
def maker(credential: Credential) -> Maker:
    made = Maker(NAME)
    expected(credential, made)
    return made


def answered(request: SealRequest, maker: Maker) -> bytes:
    """What the service does: it knows the digest and nothing else."""
    return maker.stamper.signature(bytes.fromhex(papers.told(request)["digest"]))


def test_the_pdf_sealed_outside_replaces_the_one_that_was_given_out(credential: Credential, maker: Maker) -> None:
    seals.make(credential.certificate.issuer, by="test")
    before = served(credential)
    asked = papers.ask(credential, "pl", by="test")
    assert served(credential) == before  # until the answer comes
    papers.take(asked, answered(asked, maker), by="test")
    after = served(credential)
    assert after != before
    assert (checked(after).code, checked(after).detail.split(",")[0]) == ("seal.good", NAME)
    assert json.loads(attached.from_pdf(after)) == credential.documents["pl.eddsa-rdfc-2022"]
    assert checked(before).code == "seal.good"  # whoever has it keeps a good one
    assert [entry.verb for entry in Entry.objects.filter(subject=str(credential.uid)).order_by("seq")][-2:] == [
        "seal.asked",
        "paper.sealed",
    ]


def test_by_command(credential: Credential, maker: Maker, tmp_path: Path, capsys: Any) -> None:
    number = credential.certificate.number
    asked, answer = tmp_path / "asked.json", tmp_path / "answer.p7s"
    assert main(["seal", "ask", number]) == 0
    asked.write_text(capsys.readouterr().out)
    assert main(["seal", "list"]) == 0 and number in capsys.readouterr().out
    answer.write_bytes(maker.stamper.signature(bytes.fromhex(json.loads(asked.read_text())["digest"])))
    assert main(["seal", "take", str(asked), str(answer)]) == 0
    assert main(["seal", "take", str(asked), str(answer)]) == 1  # it has its seal
    assert "sealed already" in capsys.readouterr().err
    assert main(["seal", "list"]) == 0 and number not in capsys.readouterr().out
    assert main(["seal", "take", str(answer), str(answer)]) == 1
    assert main(["seal", "ask", "no/such/1"]) == 1
    assert checked(served(credential)).code == "seal.good"


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here: apt install openssl")
def test_a_program_that_signs_files_will_do(credential: Credential, maker: Maker, tmp_path: Path) -> None:
    """openssl knows neither PDF nor us; it signs the bytes, with a signing time as CAdES has it."""
    asked = papers.ask(credential, "en", by="test")
    (tmp_path / "content.bin").write_bytes(papers.prepared(asked).signed)
    (tmp_path / "own.pem").write_bytes(maker.leaf.public_bytes(Encoding.PEM))
    secret = maker.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(secret)
    told = ["openssl", "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-in", "content.bin", "-signer", "own.pem"]
    subprocess.run([*told, "-inkey", "key.pem", "-outform", "PEM", "-out", "answer.pem"], cwd=tmp_path, check=True)
    papers.take(asked, (tmp_path / "answer.pem").read_bytes(), by="test")
    assert checked(served(credential, "en")).code == "seal.good"


def test_a_signature_of_somebody_else_is_refused(credential: Credential, maker: Maker) -> None:
    asked = papers.ask(credential, "pl", by="test")
    with pytest.raises(Refusal, match="Podpis złożono pieczęcią „Ktoś Inny”, a\xa0oczekiwana jest inna"):
        papers.take(asked, answered(asked, Maker("Ktoś Inny")), by="test")
    with pytest.raises(Refusal, match="oczekiwana jest inna"):  # the same name is not the same seal
        papers.take(asked, answered(asked, Maker(NAME)), by="test")


def test_a_signature_of_another_paper_is_refused(credential: Credential, maker: Maker) -> None:
    first, second = (papers.ask(credential, language, by="test") for language in ("pl", "en"))
    assert first.digest != second.digest
    with pytest.raises(Refusal, match="nie pasuje do tego dokumentu"):
        papers.take(first, answered(second, maker), by="test")


@pytest.mark.parametrize(
    "given, said",
    [
        (b"", "nie jest podpis"),
        (b"%PDF-1.7", "nie jest podpis"),
        (b"\x30\x82\xff\xff", "nie jest podpis"),
    ],
)
def test_what_is_no_signature_is_refused(credential: Credential, maker: Maker, given: bytes, said: str) -> None:
    asked = papers.ask(credential, "pl", by="test")
    with pytest.raises(Refusal, match=said):
        papers.take(asked, given, by="test")
    assert not credential.papers.exists()


def test_a_certificate_revoked_meanwhile_is_sealed_no_more(credential: Credential, maker: Maker) -> None:
    asked = papers.ask(credential, "pl", by="test")
    issuing._revoke([credential], by="test")
    asked.refresh_from_db()
    with pytest.raises(Refusal, match="cofnięty albo zastąpiony"):
        papers.take(asked, answered(asked, maker), by="test")


def test_a_seal_withdrawn_meanwhile_seals_no_more(credential: Credential, maker: Maker) -> None:
    asked = papers.ask(credential, "pl", by="test")
    seals.withdraw(Seal.objects.get(use="outside"), reason="expired", by="test")
    asked.refresh_from_db()
    with pytest.raises(Refusal, match="została wycofana"):
        papers.take(asked, answered(asked, maker), by="test")


def test_without_a_seal_from_outside_nothing_is_asked(credential: Credential) -> None:
    with pytest.raises(Refusal, match="gromada keys outside"):
        papers.ask(credential, "pl", by="test")


class TestThePage:
    @pytest.fixture
    def office(self, world: World) -> Client:
        return signed_in(world.members["office"][0])

    @pytest.fixture
    def address(self, credential: Credential) -> str:
        return reverse("certificates:sealing", args=[credential.certificate.uid])

    def test_the_office_sends_out_and_brings_back(
        self, credential: Credential, maker: Maker, office: Client, address: str
    ) -> None:
        assert "Wydawany teraz: bez pieczęci" in office.get(address).content.decode()
        assert office.post(address, {"-ask": "pl"}).status_code == 302
        asked = SealRequest.objects.get()
        uid = credential.certificate.uid
        told = office.get(reverse("certificates:seal_digest", args=[uid, asked.uid])).json()
        content = office.get(reverse("certificates:seal_content", args=[uid, asked.uid])).content
        assert told["digest"] == asked.digest and content == papers.prepared(asked).signed
        answer = SimpleUploadedFile("seal.p7s", maker.stamper.signature(bytes.fromhex(told["digest"])))
        assert office.post(address, {"-take": asked.uid, "signature": answer}).status_code == 302
        assert NAME in office.get(address).content.decode()
        assert checked(served(credential)).code == "seal.good"

    def test_a_wrong_signature_comes_back_with_a_sentence_beside_its_field(
        self, credential: Credential, maker: Maker, office: Client, address: str
    ) -> None:
        office.post(address, {"-ask": "pl"})
        asked = SealRequest.objects.get()
        answer = SimpleUploadedFile("seal.p7s", answered(asked, Maker("Ktoś Inny")))
        refused = office.post(address, {"-take": asked.uid, "signature": answer})
        assert refused.status_code == 400 and "a\xa0oczekiwana jest inna" in refused.content.decode()
        empty = office.post(address, {"-take": asked.uid})
        assert empty.status_code == 400 and "Wybierz plik z\xa0podpisem" in empty.content.decode()
        assert not credential.papers.exists()

    def test_whoever_is_not_the_office_reads_why_not(
        self, credential: Credential, maker: Maker, world: World, address: str
    ) -> None:
        board = signed_in(world.members["board"][0])
        assert "biuro" in board.get(address).content.decode()
        board.post(address, {"-ask": "pl"})
        assert not SealRequest.objects.exists()

    def test_the_page_of_the_case_leads_there_once_there_is_a_seal(
        self, credential: Credential, office: Client, address: str
    ) -> None:
        case = reverse("certification:case", args=[credential.certificate.case.uid])  # type: ignore[union-attr]
        credential.certificate.refresh_from_db()
        office.get(reverse("certificates:paper", args=[credential.certificate.uid, "pl"]))
        assert address not in office.get(case).content.decode()
        expected(credential, Maker(NAME))
        assert address in office.get(case).content.decode()
