"""Seals whose keys lie in a token: made there, or found there for an authority's certificate; what the pages say while it is away."""

import asyncio
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from django.test import Client
from django.urls import reverse
from pkcs11 import Attribute, KeyType
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from gromada.certificates import dids, issuing, keys, papers, publishing, seals, setting
from gromada.certificates.credential import bundle, chain, sealed
from gromada.certificates.following import follow_credentials
from gromada.certificates.models import Credential, Seal, SealedPaper, code_of
from gromada.certificates.tokens import objects, secrets
from gromada.certificates.tokens.objects import Kind
from gromada.certificates.vocabulary import Place, Use
from gromada.certification.models import Certificate
from gromada.cli.main import main
from gromada.journal import following
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from tests.builders.cases import World
from tests.certificates.making import Maker
from tests.certificates.tokens.conftest import LABEL, SoftHSM


@pytest.fixture
def seal(softhsm: SoftHSM, released: Certificate) -> Seal:
    return seals.make(released.issuer, by="test")


@pytest.fixture
def credential(seal: Seal, released: Certificate) -> Credential:
    keys.make(released.issuer, by="test")
    made = issuing.bring_up_to_date(released)
    assert made is not None
    return made


def address(credential: Credential) -> str:
    return reverse("credentials:pdf", args=[code_of(credential.uid), "pl"])


def code(pdf: bytes) -> str:
    return sealed.check(pdf, dids.site(), bundle.read(json.dumps(publishing.bundle()).encode())).code


def by_pyhanko(pdf: bytes, root: bytes) -> Any:
    """As a reader of PDF judges it that trusts this root."""
    (found,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    trusted = ValidationContext(trust_roots=[asn1.Certificate.load(root)], moment=clock.now(), allow_fetching=False)
    return asyncio.run(async_validate_pdf_signature(found, trusted))


def test_seal_and_root_are_made_inside_and_never_leave(seal: Seal, softhsm: SoftHSM) -> None:
    root = seals.current(seal.issuer, Use.ROOT)
    assert root and {row.place for row in (seal, root)} == {Place.TOKEN} and seal.locked == root.locked == ""
    seen = softhsm.privates()
    assert {each[Attribute.ID].hex() for each in seen} == {seal.token_key, root.token_key}
    assert not any(each[Attribute.EXTRACTABLE] for each in seen)
    seals.certificate(seal).verify_directly_issued_by(seals.certificate(root))


def test_a_pdf_is_sealed_by_it_and_readers_of_pdf_find_it_good(
    credential: Credential, seal: Seal, client: Client, tmp_path: Path, capsys: Any
) -> None:
    pdf = bytes(client.get(address(credential)).content)
    root = chain.der(chain.read(seals.roots())[0])
    status = by_pyhanko(pdf, root)
    assert status.bottom_line and status.intact and status.trusted and status.coverage.name == "ENTIRE_FILE"
    assert code(pdf) == "seal.good" and SealedPaper.objects.get().seal == seal
    paper, held = tmp_path / "paper.pdf", tmp_path / "bundle.json"
    paper.write_bytes(pdf)
    held.write_text(json.dumps(publishing.bundle()))
    assert main(["verify", str(paper), "--offline", str(held)]) == 0
    assert "✓ Seal: the PDF is as it was sealed" in capsys.readouterr().out
    paper.write_bytes(pdf.replace(b"/Contents", b"/contents", 1))
    assert main(["verify", str(paper), "--offline", str(held)]) == 1


def test_an_installation_moves_its_seal_into_a_token_with_a_new_root(
    softhsm: SoftHSM, released: Certificate, client: Client
) -> None:
    before = seals.make(released.issuer, place=Place.DATABASE, by="test")
    keys.make(released.issuer, by="test")
    credential = issuing.bring_up_to_date(released)
    assert credential and before.place is Place.DATABASE
    first = client.get(address(credential)).content
    root = seals.current(released.issuer, Use.ROOT)
    after = seals.make(released.issuer, by="test")
    now = seals.current(released.issuer, Use.ROOT)
    assert root and now and now != root and after.chain.endswith(now.chain)
    root.refresh_from_db()
    before.refresh_from_db()
    assert root.locked == before.locked == "" and root.chain.encode() in seals.roots()
    assert client.get(address(credential)).content == first and code(first) == "seal.good"
    again = seals.make(released.issuer, by="test")  # a next one stays under the same root
    assert again.chain.endswith(now.chain) and seals.current(released.issuer, Use.ROOT) == now


def test_a_seal_is_withdrawn_and_everything_sealed_anew(
    credential: Credential, seal: Seal, client: Client, softhsm: SoftHSM
) -> None:
    before = client.get(address(credential)).content
    assert main(["keys", "withdraw", seal.name, "--reason", "lost"]) == 0
    after = client.get(address(credential)).content
    assert (code(before), code(after)) == ("seal.revoked", "seal.good")
    newest = seals.current(seal.issuer)
    assert newest and newest.place is Place.TOKEN and len(softhsm.privates()) == 5  # two seals, two roots, a key


def test_what_fails_later_leaves_neither_seal_nor_root_in_the_token(
    softhsm: SoftHSM, released: Certificate, monkeypatch: Any
) -> None:
    monkeypatch.setattr(seals, "append", lambda *said, **named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        seals.make(released.issuer, by="test")
    assert softhsm.privates() == [] and not Seal.objects.exists()


def given_for(public: Any) -> bytes:
    """A certificate that an authority issued for a key that it never saw."""
    authority = Maker("Centrum Zaufania Przykład")
    leaf = chain.own_leaf("Stowarzyszenie", "did:web:x", public, authority.root, authority.root_key, clock.now())
    return chain.written([leaf, authority.root]).encode()


@pytest.mark.parametrize("kind", ["EC", "RSA"])
def test_an_authoritys_certificate_finds_its_key_in_the_token(
    kind: str, credential: Credential, seal: Seal, softhsm: SoftHSM, client: Client, tmp_path: Path
) -> None:
    objects.make(Kind.P256, "another", "another")
    file = tmp_path / "chain.pem"
    file.write_bytes(given_for(_made_by_the_maker(softhsm, kind)))
    assert main(["keys", "seal", "--certificate", str(file)]) == 0
    held = seals.current(seal.issuer)
    assert held and (held.place, bytes.fromhex(held.token_key)) == (Place.TOKEN, b"card-key")
    assert code(bytes(client.get(address(credential)).content)) == "seal.good"
    assert SealedPaper.objects.latest("pk").seal == held


def _made_by_the_maker(softhsm: SoftHSM, kind: str) -> Any:
    with softhsm.at(rw=True) as opened:
        if kind == "RSA":
            public, _private = opened.generate_keypair(KeyType.RSA, 2048, store=True, id=b"card-key", label="card")
            exponent, modulus = public[Attribute.PUBLIC_EXPONENT], public[Attribute.MODULUS]
            return rsa.RSAPublicNumbers(int.from_bytes(exponent), int.from_bytes(modulus)).public_key()
        known = {Attribute.EC_PARAMS: Kind.P256.curves[0]}
        maker = opened.create_domain_parameters(KeyType.EC, known, local=True)
        public, _private = maker.generate_keypair(store=True, id=b"card-key", label="card")
        return objects._public(Kind.P256, public[Attribute.EC_POINT])


def test_a_certificate_without_its_key_in_the_token_is_refused(softhsm: SoftHSM, released: Certificate) -> None:
    objects.make(Kind.P256, "another", "another")
    stranger = ec.generate_private_key(ec.SECP256R1()).public_key()
    with pytest.raises(Refusal, match=r"nie ma klucza.*„Stowarzyszenie”"):
        seals.adopt(released.issuer, given_for(stranger), by="test")
    assert not Seal.objects.exists()


def test_a_key_in_a_file_is_never_brought_into_a_token(
    softhsm: SoftHSM, released: Certificate, tmp_path: Path, capsys: Any
) -> None:
    words = ["--certificate", str(tmp_path / "a"), "--key", str(tmp_path / "b"), "--in", "token"]
    assert main(["keys", "seal", *words]) == 1 and "never brought into a token" in capsys.readouterr().err


def test_curve_and_digest_are_as_anybody_expects(softhsm: SoftHSM, released: Certificate) -> None:
    key = secrets.make(Kind.P256, "probe", "probe")
    assert isinstance(key, secrets.CurveInToken) and (key.curve.name, key.key_size) == ("secp256r1", 256)
    signed = key.sign(b"said", ec.ECDSA(seals.SHA256))
    key.public_key().verify(signed, b"said", ec.ECDSA(seals.SHA256))
    with pytest.raises(AssertionError):
        key.sign(bytes(32), ec.ECDSA(Prehashed(seals.SHA256)))


def test_while_the_token_is_away_the_page_says_so_in_plain_words_and_shows_nothing_within(
    credential: Credential, softhsm: SoftHSM, client: Client, caplog: Any
) -> None:
    softhsm.unplug()
    answer = client.get(address(credential))
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "600", "no-store")
    assert "Dokument nie jest jeszcze gotowy" in page and credential.certificate.address in page
    assert "PKCS11" not in page and f"„{LABEL}”" not in page and f"„{LABEL}”" in caplog.text
    english = client.get(reverse("credentials:pdf", args=[code_of(credential.uid), "en"]))
    assert "The document is not ready yet" in english.content.decode()
    softhsm.plug()
    assert code(bytes(client.get(address(credential)).content)) == "seal.good"


def test_the_office_reads_why_a_certificate_is_not_signed_until_it_is(
    seal: Seal, released: Certificate, world: World, softhsm: SoftHSM, client: Client
) -> None:
    keys.make(released.issuer, by="test")
    case = released.case
    assert case is not None
    softhsm.unplug()
    following.run_all(seconds=30)
    client.force_login(world.members["office"][0])
    _proved(client, world.members["office"][0])
    page = client.get(reverse("certification:case", args=[case.uid])).content.decode()
    assert "Certyfikat nie jest jeszcze podpisany" in page and f"„{LABEL}” nie jest podłączony" in page
    assert "Wiersz" not in page and "certificate.issued" not in page, "the line and the verb are for the operator"
    english = client.get(f"/en/cases/{case.uid}/").content.decode()
    assert "The key or the seal with which it is signed cannot be used now" in english and "podłączony" not in english
    softhsm.plug()
    with clock.at(clock.now() + timedelta(minutes=1)):
        following.run_all(seconds=30)
    assert released.credentials.count() == 1 and SealedPaper.objects.count() == 2
    page = client.get(reverse("certification:case", args=[case.uid])).content.decode()
    assert "Certyfikat nie jest jeszcze podpisany" not in page


def _proved(client: Client, person: Any) -> None:
    session = client.session
    session["people.proofs"] = {"person": str(person.uid), "proofs": [["code", clock.now().isoformat()]]}
    session.save()


def test_very_many_papers_are_sealed_by_one_process_with_one_session(
    credential: Credential, softhsm: SoftHSM, monkeypatch: Any
) -> None:
    monkeypatch.setattr(setting, "MANY", 1)
    papers.bring_all_up_to_date()
    assert SealedPaper.objects.filter(seal__token=LABEL).count() == 2
    follow_credentials(Entry.objects.get(verb="certificate.issued"))
    assert SealedPaper.objects.count() == 2
