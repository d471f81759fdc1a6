"""Passkeys: finger, face or PIN of one's own device; both steps at once."""

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator

from gromada.journal.models import Entry
from gromada.people import actions, factors
from gromada.people.models import Person
from tests.people.codes import give_application
from tests.people.conftest import words
from tests.people.passkey import Passkey

ADD, STEP = "/account/second-step/passkey/", "/account/sign-in/second-step/"
QUESTION, ENTER = "/account/sign-in/passkey/question/", "/account/sign-in/passkey/"


@pytest.fixture(autouse=True)
def address(settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False


def asked(page) -> dict:
    return json.loads(html.unescape(re.search(r'data-question="([^"]+)"', words(page))[1]))


def add(client, key: Passkey, name: str = "telefon"):
    return client.post(ADD, {"name": name, "credential": key.register(asked(client.get(ADD)))})


@pytest.fixture
def key(client, ewa, sign_in) -> Passkey:
    """Ewa's, added through the pages; she is signed out again."""
    key = Passkey()
    sign_in("ewa")
    assert add(client, key).url == "/account/recovery-sheet/"
    client.post("/account/sign-out/")
    return key


def test_a_passkey_signs_in_by_itself(client, key):
    assert (
        client.post(ENTER, {"credential": key.answer(client.post(QUESTION).json()), "next": "/inside/"}).url
        == "/inside/"
    )
    assert client.get("/inside/").content == b"room of ewa"


def test_a_passkey_is_the_second_step_after_a_password(client, key, sign_in):
    assert sign_in("ewa").url == STEP
    assert client.post(STEP, {"credential": key.answer(asked(client.get(STEP)))}).url == "/"
    assert client.get("/inside/").status_code == 200


def test_a_passkey_satisfies_whoever_demands_a_factor(client, key, ewa, in_office):
    in_office.add(ewa.pk)
    client.post(ENTER, {"credential": key.answer(client.post(QUESTION).json())})
    assert client.get("/inside/").status_code == 200


def test_a_passkey_confirms_before_something_delicate(client, key, ewa, sign_in):
    session_key = key.answer
    sign_in("ewa")
    client.post(STEP, {"credential": session_key(asked(client.get(STEP)))})
    page = client.get("/account/confirm/?next=/inside/")
    assert client.post("/account/confirm/?next=/inside/", {"credential": key.answer(asked(page))}).url == "/inside/"


def test_an_answer_to_another_question_opens_nothing(client, key):
    old = key.answer(client.post(QUESTION).json())
    client.post(QUESTION)
    page = client.post(ENTER, {"credential": old}, follow=True)
    assert "The passkey was not confirmed" in words(page)
    assert client.get("/inside/").status_code == 302


def test_an_answer_counts_once(client, key):
    answer = key.answer(client.post(QUESTION).json())
    client.post(ENTER, {"credential": answer})
    client.post("/account/sign-out/")
    client.post(ENTER, {"credential": answer})
    assert client.get("/inside/").status_code == 302


def test_an_answer_made_for_another_site_opens_nothing(client, key):
    key.origin = "https://evil.example"
    client.post(ENTER, {"credential": key.answer(client.post(QUESTION).json())})
    assert client.get("/inside/").status_code == 302


def test_a_strange_key_opens_nothing(client, key, ewa):
    stranger = Passkey()
    stranger.user, stranger.id = key.user, key.id
    client.post(ENTER, {"credential": stranger.answer(client.post(QUESTION).json())})
    assert client.get("/inside/").status_code == 302


def test_the_passkey_of_one_is_no_second_step_of_another(client, key, ewa, zofia, sign_in):
    give_application(zofia)
    sign_in("zofia")
    client.get(STEP)
    question = {"publicKey": client.post(QUESTION).json()["publicKey"]}
    client.post(STEP, {"credential": key.answer(question)})
    assert client.get("/inside/").status_code == 302


def test_a_device_that_did_not_ask_for_finger_or_pin_is_not_taken(client, ewa, sign_in):
    sign_in("ewa")
    page = add(client, Passkey(verifies=False))
    assert "not confirmed" in words(page)
    assert not factors.has_any(ewa)


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "{",
        "[]",
        "1",
        "null",
        '"x"',
        "{}",
        '{"id": 1}',
        '{"response": 7}',
        '{"rawId": "é", "id": "x", "response": {}}',
    ],
)
def test_rubbish_is_a_sentence_and_never_a_fault(client, key, ewa, sign_in, rubbish):
    client.post(QUESTION)
    assert client.post(ENTER, {"credential": rubbish}).url == "/account/sign-in/"
    sign_in("ewa")
    client.get(STEP)
    assert client.post(STEP, {"credential": rubbish}).status_code == 200
    assert client.get("/inside/").status_code == 302


def test_a_rubbish_registration_adds_nothing(client, zofia, sign_in):
    sign_in("zofia")
    client.get(ADD)
    for rubbish in ("", "{}", "[]", '{"response": {"clientDataJSON": "x", "attestationObject": "y"}}'):
        assert client.post(ADD, {"name": "x", "credential": rubbish}).status_code == 200
    assert not factors.has_any(zofia)


def test_a_closed_account_is_not_opened_by_its_passkey(client, key, ewa):
    Person.objects.filter(pk=ewa.pk).update(is_active=False)
    page = client.post(ENTER, {"credential": key.answer(client.post(QUESTION).json())}, follow=True)
    assert "This account is closed" in words(page)
    assert client.get("/inside/").status_code == 302


def test_a_passkey_is_listed_by_its_name_and_removed(client, key, ewa, sign_in):
    sign_in("ewa")
    client.post(STEP, {"credential": key.answer(asked(client.get(STEP)))})
    assert "telefon" in words(client.get("/account/second-step/"))
    [factor] = factors.of(ewa)
    path = f"/account/second-step/{factors.slug(factor)}/remove/"
    assert "telefon" in words(client.get(path))
    client.post(path)
    assert not Authenticator.objects.filter(user=ewa).exists()
    assert [entry.facts for entry in Entry.objects.filter(verb="factor.removed")] == [{"factor": "webauthn"}]


def test_one_may_be_removed_while_another_stays(client, key, ewa, in_office):
    in_office.add(ewa.pk)
    [first] = factors.of(ewa)
    give_application(ewa)
    actions.remove_factor(first, by=ewa)
    assert [factor.type for factor in factors.of(ewa)] == ["totp"]
