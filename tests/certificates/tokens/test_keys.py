"""Keys inside a token: made, used, replaced, withdrawn; what is said where the token, its PIN or the key is missing."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from pkcs11 import Attribute, Mechanism

from gromada.certificates import issuing, keys, lists, publishing
from gromada.certificates.credential import bundle
from gromada.certificates.credential.proof import JCS, RDFC
from gromada.certificates.credential.verifying import Outcome, verify
from gromada.certificates.models import Credential, Seal, SigningKey, StatusList, code_of
from gromada.certificates.tokens import objects, session
from gromada.certificates.tokens.objects import Where
from gromada.certificates.vocabulary import Place
from gromada.certification.models import Certificate, CertificateEvent
from gromada.cli.main import main
from gromada.config import environment
from gromada.journal.models import Entry, Payload
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from tests.certificates.tokens.conftest import LABEL, PIN, SoftHSM

ELSEWHERE = """
import django
django.setup()
from gromada.certificates.tokens import objects
print(objects.make(objects.Kind.ED25519, "meanwhile", "meanwhile")[0].id.hex())
"""


@pytest.fixture
def key(softhsm: SoftHSM, released: Certificate) -> SigningKey:
    return keys.make(released.issuer, by="test")


@pytest.fixture
def credential(key: SigningKey, released: Certificate) -> Credential:
    made = issuing.bring_up_to_date(released)
    assert made is not None
    return made


def verdict(document: dict[str, Any]) -> Outcome:
    return verify(document, bundle.read(json.dumps(publishing.bundle()).encode()), clock.now()).verdict


def test_a_key_is_made_inside_and_never_leaves(key: SigningKey, softhsm: SoftHSM) -> None:
    assert (key.place, key.token, key.locked) == (Place.TOKEN, LABEL, "")
    (seen,) = softhsm.privates()
    assert seen[Attribute.ID].hex() == key.token_key
    assert seen[Attribute.LABEL] == f"Gromada {key.issuer.slug} {key.fragment}"
    assert not seen[Attribute.EXTRACTABLE] and seen[Attribute.NEVER_EXTRACTABLE] and seen[Attribute.SENSITIVE]
    signer = keys.signer(key)
    for ask in (signer.key.private_bytes_raw, signer.key.private_bytes):
        with pytest.raises(Refusal, match="nie da się"):
            ask()  # type: ignore[call-arg]
    signer.key.public_key().verify(signer.key.sign(b"said"), b"said")


def test_credentials_and_lists_are_signed_by_it_and_anybody_can_check_them(
    credential: Credential, tmp_path: Path, capsys: Any
) -> None:
    held = tmp_path / "bundle.json"
    held.write_text(json.dumps(publishing.bundle()))
    for suite in (RDFC, JCS):
        for language in ("pl", "en"):
            document = tmp_path / "certificate.json"
            document.write_text(json.dumps(credential.documents[f"{language}.{suite}"]))
            assert main(["verify", str(document), "--offline", str(held)]) == 0
    assert "The certificate is genuine and valid." in capsys.readouterr().out
    assert StatusList.objects.get().document["proof"]["verificationMethod"].endswith(credential.key.fragment)


def test_an_installation_moves_into_a_token_and_what_was_signed_before_stays_good(
    softhsm: SoftHSM, released: Certificate
) -> None:
    before = keys.make(released.issuer, place=Place.DATABASE, by="test")
    assert before.place is Place.DATABASE
    credential = issuing.bring_up_to_date(released)
    assert credential is not None
    after = keys.make(released.issuer, by="test")
    before.refresh_from_db()
    assert (after.place, before.place, before.retired_at is None) == (Place.TOKEN, None, False)
    with pytest.raises(Refusal, match="usunięta"):
        keys.signer(before)
    with clock.at(clock.now() + lists.LASTS / 2):
        assert lists.sign_due() == 1
        assert publishing.of_number(released.number) == credential
        assert verdict(credential.documents[f"pl.{RDFC}"]) is Outcome.PASSED
    listed = [each["id"].partition("#")[2] for each in keys.document(released.issuer)["verificationMethod"]]
    assert listed == [before.fragment, after.fragment]


def test_a_key_in_a_token_is_replaced_and_withdrawn(credential: Credential, softhsm: SoftHSM, capsys: Any) -> None:
    first = credential.key
    assert main(["keys", "new"]) == 0
    assert f"in the token “{LABEL}”" in capsys.readouterr().out
    assert publishing.of_number(credential.certificate.number) == credential  # a retired key's work stays good
    assert main(["keys", "withdraw", first.fragment, "--reason", "token stolen"]) == 0
    again = publishing.of_number(credential.certificate.number)
    assert again is not None and again.key != first and again.key.place is Place.TOKEN
    assert verdict(again.documents[f"pl.{JCS}"]) is Outcome.PASSED
    assert verdict(credential.documents[f"pl.{JCS}"]) is Outcome.FAILED


def test_a_stolen_token_is_withdrawn_without_it_and_a_key_of_the_database_takes_over(
    credential: Credential, softhsm: SoftHSM, capsys: Any
) -> None:
    softhsm.unplug()
    assert main(["keys", "withdraw", credential.key.fragment, "--reason", "stolen"]) == 1
    said = capsys.readouterr().err
    assert "is withdrawn, and nothing takes its place yet" in said and "gromada keys new" in said and LABEL in said
    credential.key.refresh_from_db()
    assert credential.key.withdrawn_at and keys.signing_key(credential.key.issuer) is None
    assert main(["keys", "new", "--in", "database"]) == 0
    again = publishing.of_number(credential.certificate.number)
    assert again is not None and again.key.place is Place.DATABASE
    assert verdict(again.documents[f"en.{RDFC}"]) is Outcome.PASSED


def _no_module(softhsm: SoftHSM, settings: Any) -> None:
    settings.PKCS11_MODULE = "/nowhere/libtoken.so"


def _no_library(softhsm: SoftHSM, settings: Any) -> None:
    settings.PKCS11_MODULE = str(settings.PKCS11_PIN_FILE)


def _unplugged(softhsm: SoftHSM, settings: Any) -> None:
    softhsm.unplug()
    softhsm.init("another")


def _two_of_them(softhsm: SoftHSM, settings: Any) -> None:
    softhsm.init(LABEL)


def _no_pin(softhsm: SoftHSM, settings: Any) -> None:
    settings.PKCS11_PIN_FILE = None


def _empty_pin(softhsm: SoftHSM, settings: Any) -> None:
    settings.PKCS11_PIN_FILE.write_text("\n")


def _no_pin_file(softhsm: SoftHSM, settings: Any) -> None:
    settings.PKCS11_PIN_FILE = settings.PKCS11_PIN_FILE.with_name("missing")


def _wrong_pin(softhsm: SoftHSM, settings: Any) -> None:
    settings.PKCS11_PIN_FILE.write_text("271828")


WRONG = {
    _no_module: "The PKCS#11 module /nowhere/libtoken.so cannot be used (cannot open",
    _no_library: "cannot be used (",
    _unplugged: "The token “gromada” is not there; found: “another”.",
    _two_of_them: "Two tokens are called “gromada”.",
    _no_pin: "There is no PIN for the token “gromada”. Set GROMADA_PKCS11_PIN_FILE",
    _empty_pin: "There is no PIN for the token “gromada”.",
    _no_pin_file: "missing (No such file or directory)",
    _wrong_pin: "The token “gromada” refuses the PIN.",
}


@pytest.mark.parametrize("spoil", WRONG, ids=lambda spoil: spoil.__name__)
def test_what_is_wrong_is_said_and_nothing_is_half_done(
    spoil: Any, credential: Credential, softhsm: SoftHSM, settings: Any, capsys: Any
) -> None:
    before = [*SigningKey.objects.values()], Entry.objects.count()
    session.close()
    spoil(softhsm, settings)
    for words in (["keys", "new"], ["keys", "token"]):
        assert main(words) == 1
        told = capsys.readouterr()
        assert WRONG[spoil] in told.err and "Traceback" not in told.err
        assert PIN not in told.err + told.out and "271828" not in told.err + told.out
    assert ([*SigningKey.objects.values()], Entry.objects.count()) == before
    with pytest.raises(Refusal):
        keys.signer(credential.key)


def test_a_wrong_pin_is_tried_once(softhsm: SoftHSM, key: SigningKey, settings: Any, monkeypatch: Any) -> None:
    session.close()
    settings.PKCS11_PIN_FILE.write_text("271828")
    for _ in range(3):
        with pytest.raises(Refusal, match="odrzuca PIN"):
            keys.signer(key)
    with softhsm.at() as opened:  # a right one in between makes the token forget that there was a wrong one
        assert opened
    session.close()
    with pytest.raises(Refusal, match="odrzuca PIN"):
        keys.signer(key)
    (token,) = [each for each in session.pkcs11.lib(softhsm.module).get_tokens() if each.label == LABEL]
    assert not token.flags & session.TokenFlag.USER_PIN_COUNT_LOW, "it was tried again"
    session.close()
    settings.PKCS11_PIN_FILE.write_text(PIN)
    keys.signer(key).key.sign(b"corrected without a restart")


def test_a_key_that_is_gone_is_named(credential: Credential, softhsm: SoftHSM, capsys: Any) -> None:
    softhsm.delete(f"Gromada {credential.key.issuer.slug} {credential.key.fragment}")
    with pytest.raises(Refusal, match="nie ma w\u00a0tokenie"):
        keys.signer(credential.key)
    assert main(["keys", "token"]) == 1
    told = capsys.readouterr().err
    assert f"The key {credential.key.fragment} is not in the token" in told
    assert f"gromada keys withdraw {credential.key.fragment}" in told


def test_a_key_of_another_token_or_of_none_is_named(key: SigningKey, softhsm: SoftHSM, settings: Any) -> None:
    softhsm.init("newer")
    settings.PKCS11_TOKEN = "newer"
    session.close()
    with pytest.raises(Refusal, match=r"„gromada”.*„newer”"):
        keys.signer(key)
    assert keys.make(key.issuer, by="test").token == "newer"  # so one token takes over from another
    settings.PKCS11_MODULE = ""
    with pytest.raises(Refusal, match="GROMADA_PKCS11_MODULE"):
        keys.signer(key)


def test_a_token_that_cannot_make_such_keys_says_so(softhsm: SoftHSM, released: Certificate, monkeypatch: Any) -> None:
    conf = softhsm.folder.with_name("softhsm2.conf")
    session.close()
    conf.write_text(f"{conf.read_text()}slots.mechanisms = -CKM_EDDSA,CKM_EC_EDWARDS_KEY_PAIR_GEN\n")
    with pytest.raises(Refusal, match=r"Ed25519 .*\(CKM_EC_EDWARDS_KEY_PAIR_GEN\)"):
        keys.make(released.issuer, by="test")
    assert not SigningKey.objects.exists() and softhsm.privates() == []


def test_a_token_that_knows_the_keys_of_credentials_alone_leaves_the_seal_to_be_made(
    softhsm: SoftHSM, released: Certificate, capsys: Any
) -> None:
    conf = softhsm.folder.with_name("softhsm2.conf")
    session.close()
    conf.write_text(f"{conf.read_text()}slots.mechanisms = -CKM_EC_KEY_PAIR_GEN,CKM_ECDSA\n")
    assert main(["keys", "new"]) == 1
    told = capsys.readouterr().err
    assert "signs, and PDFs have no seal yet" in told and "P-256 (CKM_EC" in told
    assert keys.signing_key(released.issuer) and not Seal.objects.exists()
    assert main(["keys", "token"]) == 1
    told = capsys.readouterr()
    assert "makes keys of the kind Ed25519." in told.out and "P-256 (CKM_EC" in told.err
    assert main(["keys", "seal", "--in", "database"]) == 0
    assert released.credentials.get().papers.count() == 2


def test_what_fails_after_the_key_was_made_leaves_no_key_in_the_token(
    key: SigningKey, softhsm: SoftHSM, monkeypatch: Any
) -> None:
    monkeypatch.setattr(keys, "append", lambda *said, **named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keys.make(key.issuer, by="test")
    assert [seen[Attribute.ID].hex() for seen in softhsm.privates()] == [key.token_key]
    assert keys.signing_key(key.issuer) == key


def test_a_session_that_died_is_opened_anew(key: SigningKey) -> None:
    signer = keys.signer(key)
    signer.key.sign(b"before")
    held = session._reader.held
    assert held
    held.session.close()
    signer.key.public_key().verify(signer.key.sign(b"after"), b"after")
    session._reader.module.finalize()
    signer.key.public_key().verify(signer.key.sign(b"and after"), b"and after")
    assert session._reader.held is not held


def test_a_token_that_comes_back_is_used_again(credential: Credential, softhsm: SoftHSM) -> None:
    softhsm.unplug()
    with pytest.raises(Refusal, match="nie jest podłączony"):
        keys.signer(credential.key)
    softhsm.plug()
    keys.signer(credential.key).key.sign(b"back")


def test_threads_share_one_session(key: SigningKey) -> None:
    signer = keys.signer(key)
    first = session._reader.held

    def work(number: int) -> None:
        said = number.to_bytes(4)
        signer.key.public_key().verify(signer.key.sign(said), said)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(200)))
    assert session._reader.held is first


def test_another_process_finds_a_key_that_was_made_meanwhile(key: SigningKey, softhsm: SoftHSM) -> None:
    """The pages keep their session open while the command makes a key; it is told of the token by the environment."""
    keys.signer(key)
    held = session._reader.held
    words = {"MODULE": softhsm.module, "TOKEN": LABEL, "PIN": PIN}
    env = os.environ | {f"GROMADA_PKCS11_{name}": word for name, word in words.items()}
    env |= {"GROMADA_DATA": str(softhsm.folder.parent), "DJANGO_SETTINGS_MODULE": "gromada.config.settings"}
    done = subprocess.run([sys.executable, "-c", ELSEWHERE], env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    where = Where(LABEL, bytes.fromhex(done.stdout.strip()), "meanwhile")
    assert len(objects.sign(where, b"said", Mechanism.EDDSA)) == 64
    assert session._reader.held is held


def test_a_child_process_has_a_session_of_its_own(key: SigningKey) -> None:
    signer = keys.signer(key)
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            signer.key.public_key().verify(signer.key.sign(b"child"), b"child")
            os._exit(0 if session._reader.parents else 2)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    signer.key.public_key().verify(signer.key.sign(b"parent"), b"parent")


def test_the_pin_stands_nowhere(credential: Credential, caplog: Any) -> None:
    rows = [*Entry.objects.values_list("facts", flat=True), *Payload.objects.values()]
    rows += [*SigningKey.objects.values(), *StatusList.objects.values(), *Credential.objects.values()]
    assert PIN not in json.dumps(rows, default=str) and PIN not in caplog.text


def test_what_is_revoked_while_the_token_is_away_counts_no_more_at_once(
    credential: Credential, softhsm: SoftHSM, released: Certificate, client: Client
) -> None:
    softhsm.unplug()
    CertificateEvent.objects.create(
        certificate=released, kind="revoke", effective_on=clock.today(), shown_on=clock.today(), at=clock.now()
    )
    assert issuing.bring_up_to_date(released) is None
    gone = client.get(reverse("credentials:credential", args=[code_of(credential.uid), "pl"]))
    assert gone.status_code == 410
    assert verdict(credential.documents[f"pl.{RDFC}"]) is Outcome.PASSED  # the signed list does not know of it yet
    with pytest.raises(Refusal, match=LABEL):
        lists.sign_due()
    softhsm.plug()
    assert lists.sign_due() == 1
    assert verdict(credential.documents[f"pl.{RDFC}"]) is Outcome.FAILED


def test_what_counts_goes_on_counting_while_a_newer_one_cannot_be_signed(
    credential: Credential, softhsm: SoftHSM, released: Certificate
) -> None:
    released.institution.name = "Dom Kultury pod nową nazwą"
    released.institution.save()
    Credential.objects.update(words="another")  # as after a change of holder
    softhsm.unplug()
    with pytest.raises(Refusal, match=LABEL):
        issuing.bring_all_up_to_date()
    credential.refresh_from_db()
    assert credential.revoked_at is None
    softhsm.plug()
    assert issuing.bring_all_up_to_date() == 1
    newer = publishing.of_number(released.number)
    assert newer is not None and newer != credential


def test_two_settings_that_mean_something_together_are_set_together() -> None:
    for value in ("", "x"):
        environment.both_or_neither(GROMADA_PKCS11_MODULE=value, GROMADA_PKCS11_TOKEN=value)
    with pytest.raises(ImproperlyConfigured, match="GROMADA_PKCS11_TOKEN is set and GROMADA_PKCS11_MODULE is not"):
        environment.both_or_neither(GROMADA_PKCS11_MODULE="", GROMADA_PKCS11_TOKEN=LABEL)


def test_did_json_says_nothing_of_where_keys_lie(credential: Credential, client: Client) -> None:
    told = client.get(reverse("credentials:did")).content.decode()
    assert (
        credential.key.multikey in told
        and LABEL not in told.replace("gromada.", "")
        and credential.key.token_key not in told
    )
