"""A second factor: asked of whoever has one, demanded of whoever must have one."""

import json
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people import actions, factors
from tests.people.codes import SECRET, give_application, kept_secret, recovery_codes, shown
from tests.people.conftest import NOON, words

STEP = "/account/sign-in/second-step/"


def by_password(client, sign_in, letters):
    return sign_in("ewa")


def by_link(client, sign_in, letters):
    client.post("/account/sign-in/by-email/", {"address": "dom@example.org"})
    return client.post(letters()[-1])


@pytest.mark.parametrize("way", [by_password, by_link])
def test_whoever_has_an_application_is_asked_for_its_code_whichever_way_they_come(client, ewa, sign_in, letters, way):
    give_application(ewa)
    assert way(client, sign_in, letters).url == STEP
    assert client.get("/inside/").status_code == 302
    assert b"Show that it is you" in client.get(STEP).content
    assert client.post(STEP, {"code": shown()}).url == "/"
    assert client.get("/inside/").status_code == 200


def test_after_the_second_step_one_lands_where_one_wanted_to_go(client, ewa, sign_in):
    give_application(ewa)
    sign_in("ewa", next="/inside/")
    assert client.post(STEP, {"code": shown()}).url == "/inside/"


@pytest.mark.parametrize("code", ["000000", "", "abcdef", "１２３４５６", "9" * 20])
def test_a_wrong_code_opens_nothing(client, ewa, sign_in, code):
    give_application(ewa)
    sign_in("ewa")
    assert client.post(STEP, {"code": code}).status_code == 200
    assert client.get("/inside/").status_code == 302


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_taken_from_the_present_half_minute_and_its_neighbours(ewa, steps, opens):
    with clock.at(NOON - timedelta(hours=1)):
        give_application(ewa)
    with clock.at(NOON):
        assert (factors.try_code(ewa, shown(steps=steps)) is not None) is opens


def test_a_code_counts_once(ewa):
    with clock.at(NOON):
        give_application(ewa)
        code = shown()
        assert factors.try_code(ewa, code) == "code"
        assert factors.try_code(ewa, code) is None


def test_the_code_that_set_the_application_up_does_not_sign_in(ewa):
    with clock.at(NOON):
        actions.add_application(ewa, SECRET, shown(), by=ewa)
        assert factors.try_code(ewa, shown()) is None


def test_a_code_may_be_typed_with_a_space(ewa):
    with clock.at(NOON):
        give_application(ewa)
        code = shown()
        assert factors.try_code(ewa, f"{code[:3]} {code[3:]}") == "code"


def test_a_code_from_the_recovery_sheet_opens_once(client, ewa, sign_in):
    give_application(ewa)
    code = recovery_codes(ewa)[0]
    assert len(recovery_codes(ewa)) == 10
    sign_in("ewa")
    assert client.post(STEP, {"code": code}).status_code == 302
    assert client.get("/inside/").status_code == 200
    client.post("/account/sign-out/")
    sign_in("ewa")
    assert client.post(STEP, {"code": code}).status_code == 200
    assert len(recovery_codes(ewa)) == 9


def test_the_second_step_alone_is_no_way_in(client, ewa):
    give_application(ewa)
    assert client.get(STEP).url == "/account/sign-in/"
    assert client.post(STEP, {"code": shown()}).url == "/account/sign-in/"


def test_a_half_way_sign_in_of_one_does_not_help_another(client, ewa, zofia, sign_in):
    """Zofia shows her factor, then goes half-way as Ewa: Ewa's step is still asked for."""
    give_application(zofia, "A" * 32)
    give_application(ewa)
    sign_in("zofia")
    client.post(STEP, {"code": shown("A" * 32)})
    assert sign_in("ewa").url == STEP
    assert client.get("/inside/").status_code == 302


def test_secrets_are_not_stored_as_they_are(ewa):
    factor = give_application(ewa)
    stored = Authenticator.objects.filter(user=ewa).values_list("data", flat=True)
    assert kept_secret(factor) == SECRET
    assert SECRET not in json.dumps(list(stored))
    for code in recovery_codes(ewa):
        assert code not in json.dumps(list(stored))


def test_secrets_still_open_after_the_installations_key_was_changed(ewa, settings):
    factor = give_application(ewa)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the installation"
    assert kept_secret(factor) == SECRET


def test_whoever_must_have_one_sets_it_up_before_anything_else(client, ewa, sign_in, in_office):
    in_office.add(ewa.pk)
    sign_in("ewa")
    for path in ("/inside/", "/", "/account/", "/account/password/"):
        assert client.get(path).url.startswith("/account/second-step/")
    assert client.get("/account/sign-out/").status_code == 200
    page = client.get("/account/second-step/")
    assert "Your function needs a second step" in words(page)


def test_whoever_need_not_have_one_works_without(client, ewa, sign_in, in_office):
    sign_in("ewa")
    assert client.get("/inside/").status_code == 200


def test_the_requirement_begins_with_the_function_in_the_middle_of_a_session(client, ewa, sign_in, in_office):
    sign_in("ewa")
    assert client.get("/inside/").status_code == 200
    in_office.add(ewa.pk)
    assert client.get("/inside/").status_code == 302


def test_setting_up_an_application_through_the_pages(client, ewa, sign_in, in_office):
    in_office.add(ewa.pk)
    sign_in("ewa")
    client.get(client.get("/inside/").url)
    page = words(client.get("/account/second-step/application/"))
    secret = "".join(re.search(r"copyable__text\">([A-Z2-7 ]+)<", page)[1].split())
    wrong = words(client.post("/account/second-step/application/", {"code": "000000"}))
    assert "The code does not match" in wrong
    assert f"{secret[:4]} {secret[4:8]}" in wrong  # the same key, so that the telephone need not scan again
    added = client.post("/account/second-step/application/", {"code": shown(secret)})
    assert added.url == "/account/recovery-sheet/"
    sheet = words(client.get(added.url))
    assert len(re.findall(r"<strong>\d{4} \d{4}</strong>", sheet)) == 10
    assert 'href="/inside/"' in sheet
    assert client.get("/inside/").status_code == 200


def test_a_factor_added_elsewhere_is_asked_for_in_a_session_that_began_without(client, ewa, sign_in):
    sign_in("ewa")
    give_application(ewa)
    confirm = client.get("/inside/")
    assert confirm.url == "/account/confirm/?next=%2Finside%2F"
    assert client.get("/account/second-step/application/").url.startswith("/account/confirm/")
    assert client.post(confirm.url, {"code": shown()}).url == "/inside/"
    assert client.get("/inside/").status_code == 200


def test_data_is_refused_with_a_sentence_until_the_factor_is_shown(client, ewa, sign_in):
    sign_in("ewa")
    give_application(ewa)
    answer = client.post("/inside/", headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert "what you typed stays" in answer.json()["message"]


def test_the_last_factor_of_somebody_who_needs_one_stays(client, ewa, sign_in, in_office):
    factor = give_application(ewa)
    in_office.add(ewa.pk)
    sign_in("ewa")
    client.post(STEP, {"code": shown()})
    page = client.post(f"/account/second-step/{factors.slug(factor)}/remove/", follow=True)
    assert "Add another passkey or application first" in words(page)
    assert factors.has_any(ewa)
    with pytest.raises(Refusal):
        actions.remove_factor(factor, by=ewa)


def test_without_a_factor_the_recovery_sheet_goes_too(ewa):
    actions.remove_factor(give_application(ewa), by=ewa)
    assert not Authenticator.objects.filter(user=ewa).exists()


def test_without_a_factor_there_is_no_sheet_to_be_made_and_the_page_says_so(client, zofia, sign_in):
    sign_in("zofia")
    page = client.post("/account/recovery-sheet/", follow=True)
    assert page.status_code == 200
    assert "Add a passkey or an application first" in words(page)
    assert recovery_codes(zofia) == []


def test_a_factor_of_somebody_else_cannot_be_removed(client, ewa, zofia, sign_in):
    factor = give_application(ewa)
    sign_in("zofia")
    assert client.post(f"/account/second-step/{factors.slug(factor)}/remove/").status_code == 404
    assert factors.has_any(ewa)


def test_a_new_sheet_voids_the_old_one(client, ewa, sign_in):
    give_application(ewa)
    old = recovery_codes(ewa)
    sign_in("ewa")
    client.post(STEP, {"code": shown()})
    client.post("/account/recovery-sheet/")
    assert set(old).isdisjoint(recovery_codes(ewa))
    assert factors.try_code(ewa, old[0]) is None


def test_changing_factors_asks_again_after_a_while(client, ewa, sign_in):
    with clock.at(NOON):
        sign_in("ewa")
        assert client.get("/account/second-step/").status_code == 200
    with clock.at(NOON + timedelta(minutes=16)):
        assert client.get("/account/second-step/").url == "/account/confirm/?next=%2Faccount%2Fsecond-step%2F"
        assert client.post("/account/confirm/", {"password": "wrong"}).status_code == 200
        client.post("/account/confirm/", {"password": "trzy stare rowery"})
        assert client.get("/account/second-step/").status_code == 200


def test_a_form_that_was_opened_in_time_is_not_lost_when_it_is_sent_late(client, ewa, sign_in):
    with clock.at(NOON):
        sign_in("ewa")
    with clock.at(NOON + timedelta(minutes=25)):
        sent = client.post("/account/second-step/application/", {"code": "123456"})
        assert sent.status_code == 200
    with clock.at(NOON + timedelta(minutes=31)):
        assert client.post("/account/second-step/application/", {"code": "123456"}).status_code == 302


def test_with_a_factor_the_password_alone_confirms_nothing(client, ewa, sign_in):
    with clock.at(NOON):
        give_application(ewa)
        sign_in("ewa")
        client.post(STEP, {"code": shown()})
    with clock.at(NOON + timedelta(hours=1)):
        assert client.post("/account/confirm/", {"password": "trzy stare rowery"}).status_code == 200
        assert client.get("/account/recovery-sheet/").status_code == 302


def test_the_journal_knows_of_factors_and_names_no_secret(ewa):
    factor = give_application(ewa)
    actions.new_recovery_codes(ewa, by=ewa)
    actions.remove_factor(factor, by=ewa)
    lines = [(entry.verb, entry.facts) for entry in Entry.objects.filter(subject=str(ewa.uid))]
    assert lines == [
        ("factor.added", {"factor": "totp"}),
        ("recovery_sheet.renewed", {}),
        ("factor.removed", {"factor": "totp"}),
    ]


def test_two_browsers_each_need_their_own_second_step(client, ewa, sign_in):
    give_application(ewa)
    sign_in("ewa")
    client.post(STEP, {"code": shown()})
    other = Client()
    sign_in("ewa", browser=other)
    assert other.get("/inside/").status_code == 302
