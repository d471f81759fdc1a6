"""Limits by account and by mailbox. A village hall has one network address and forty people."""

from datetime import timedelta

import pytest

from gromada.kit import clock
from gromada.people import limits
from gromada.people.models import Limit
from tests.people.codes import give_application, shown
from tests.people.conftest import NOON, PASSWORD, words

TOO_MANY = "Too many wrong passwords for this user name. Try again after 13:01"


def guess(sign_in, times: int, username: str = "ewa") -> None:
    for number in range(times):
        sign_in(username, f"guess number {number}")


def test_ten_wrong_passwords_close_the_name_for_an_hour(client, ewa, sign_in):
    with clock.at(NOON):
        guess(sign_in, 10)
        page = words(sign_in("ewa"))
        assert TOO_MANY in page
        assert "e-mail link" in page
        assert client.get("/inside/").status_code == 302
    with clock.at(NOON + timedelta(minutes=61)):
        assert sign_in("ewa").status_code == 302


def test_nine_wrong_ones_do_not(client, ewa, sign_in):
    guess(sign_in, 9)
    assert sign_in("ewa").status_code == 302


def test_the_right_password_is_not_counted(client, ewa, sign_in):
    for _time in range(12):
        assert sign_in("ewa").status_code == 302


def test_a_right_one_in_between_does_not_open_a_second_round_of_guessing(client, ewa, sign_in):
    guess(sign_in, 9)
    sign_in("ewa")
    guess(sign_in, 1)
    assert "Too many wrong passwords" in words(sign_in("ewa"))


def test_an_unknown_name_is_closed_in_the_same_words(client, ewa, sign_in):
    with clock.at(NOON):
        guess(sign_in, 10, "nobody")
        assert TOO_MANY in words(sign_in("nobody"))


def test_the_name_is_the_same_in_capitals(client, ewa, sign_in):
    guess(sign_in, 5)
    guess(sign_in, 5, "EWA")
    assert "Too many wrong passwords" in words(sign_in("Ewa"))


def test_others_at_the_same_network_address_are_not_touched(client, ewa, zofia, sign_in):
    guess(sign_in, 30)
    assert sign_in("zofia").status_code == 302


def test_an_e_mail_link_still_opens_a_name_that_is_closed(client, ewa, sign_in, letters):
    guess(sign_in, 10)
    client.post("/account/sign-in/by-email/", {"address": "dom@example.org"})
    client.post(letters()[0])
    assert client.get("/inside/").status_code == 200


def test_the_present_password_is_limited_when_it_is_changed_too(client, ewa, sign_in):
    sign_in("ewa")
    for _time in range(10):
        client.post("/account/password/", {"old": "wrong", "new": "cztery nowe rowery"})
    page = client.post("/account/password/", {"old": PASSWORD, "new": "cztery nowe rowery"})
    assert "Too many wrong passwords" in words(page)
    ewa.refresh_from_db()
    assert ewa.check_password(PASSWORD)


def test_ten_wrong_codes_close_the_second_step_for_an_hour(client, ewa, sign_in):
    with clock.at(NOON - timedelta(hours=1)):
        give_application(ewa)
    with clock.at(NOON):
        sign_in("ewa")
        for _time in range(10):
            client.post("/account/sign-in/second-step/", {"code": "000000"})
        page = client.post("/account/sign-in/second-step/", {"code": shown()})
        assert "Too many wrong codes" in words(page)
        assert client.get("/inside/").status_code == 302
    with clock.at(NOON + timedelta(minutes=61)):
        sign_in("ewa")
        assert client.post("/account/sign-in/second-step/", {"code": shown()}).status_code == 302


def test_a_mailbox_gets_five_letters_an_hour_known_or_not(client, ewa, letters):
    for address in ("dom@example.org", "nikt@example.org"):
        for _time in range(5):
            assert "Look into your mailbox" in words(client.post("/account/sign-in/by-email/", {"address": address}))
        page = client.post("/account/sign-in/by-email/", {"address": address})
        assert "Several letters were asked for" in words(page)
        assert f'value="{address}"' in words(page)
    assert len(letters()) == 5


def test_one_person_cannot_have_letters_sent_all_over_the_world(client, zofia, sign_in, letters):
    sign_in("zofia")
    for number in range(12):
        client.post("/account/emails/add/", {"address": f"somebody{number}@example.org"})
    assert len(letters()) == 10


def test_the_table_of_limits_names_nobody(ewa, sign_in):
    guess(sign_in, 1)
    [limit] = Limit.objects.all()
    assert "ewa" not in str(vars(limit))


@pytest.mark.parametrize("taken_back", [True, False])
def test_a_try_that_was_right_is_taken_back(db, taken_back):
    for _time in range(limits.PASSWORD.most):
        take_back = limits.spend(limits.PASSWORD, "ewa")
        if taken_back:
            take_back()
    assert Limit.objects.get().spent == (0 if taken_back else limits.PASSWORD.most)
