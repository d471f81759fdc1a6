"""One's own sign-ins: listed, and really ended."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.timezone import now

from gromada.kit import clock
from gromada.people import tasks
from gromada.people.models import SignIn
from tests.people.conftest import NOON, PASSWORD, words

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
ENDED = "You were signed out for safety, nothing is lost"


def browser(user_agent: str) -> Client:
    return Client(headers={"user-agent": user_agent})


@pytest.fixture
def two(ewa, sign_in) -> tuple[Client, Client]:
    laptop, phone = browser(LAPTOP), browser(PHONE)
    sign_in("ewa", browser=laptop)
    sign_in("ewa", browser=phone)
    return laptop, phone


def opens(client: Client) -> bool:
    return client.get("/inside/").status_code == 200


def test_sign_ins_are_listed_in_coarse_words_and_without_network_addresses(two):
    laptop, _phone = two
    page = words(laptop.get("/account/"))
    assert "Firefox on Linux" in page
    assert "Chrome on Android" in page
    assert page.count("this one") == 1
    for line in SignIn.objects.values():
        assert "127.0.0.1" not in str(line)


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (LAPTOP, "Firefox on Linux"),
        (PHONE, "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/124.0 Safari/537.36 Edg/124.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.4 Safari/605.1.15", "Safari on macOS"),
        ("curl/8", "An unknown device"),
        ("", "An unknown device"),
    ],
)
def test_a_device_is_named_by_browser_and_system(ewa, sign_in, user_agent, device):
    sign_in("ewa", browser=browser(user_agent))
    assert ewa.sign_ins.get().device == device


def test_one_sign_in_is_ended_and_its_session_is_gone(two, ewa):
    laptop, phone = two
    other = ewa.sign_ins.get(system="Android")
    before = Session.objects.count()
    laptop.post(f"/account/sign-ins/{other.uid}/end/")
    assert Session.objects.count() == before - 1
    assert not opens(phone)
    assert opens(laptop)


def test_all_the_others_are_ended_at_once(two, ewa):
    laptop, phone = two
    third = browser(PHONE)
    third.post("/account/sign-in/", {"username": "ewa", "password": PASSWORD})
    laptop.post("/account/sign-ins/end-others/")
    assert opens(laptop)
    assert not opens(phone)
    assert not opens(third)
    assert ewa.sign_ins.going_on().count() == 1


def test_nobody_ends_the_sign_in_of_somebody_else(two, ewa, zofia, sign_in):
    laptop, _phone = two
    stranger = Client()
    sign_in("zofia", browser=stranger)
    line = ewa.sign_ins.get(system="Linux")
    assert stranger.post(f"/account/sign-ins/{line.uid}/end/").status_code == 404
    assert opens(laptop)


def test_ending_takes_a_press_of_a_button(two, ewa):
    laptop, phone = two
    line = ewa.sign_ins.get(system="Android")
    assert laptop.get(f"/account/sign-ins/{line.uid}/end/").status_code == 405
    assert laptop.get("/account/sign-ins/end-others/").status_code == 405
    assert opens(phone)


def test_an_ended_line_closes_the_door_even_if_a_session_came_back(two, ewa):
    laptop, _phone = two
    ewa.sign_ins.filter(system="Linux").update(ended_at=now())
    assert not opens(laptop)
    assert laptop.get("/inside/").status_code == 302


def test_whoever_was_signed_out_reads_that_nothing_is_lost(two, ewa):
    laptop, phone = two
    laptop.post("/account/sign-ins/end-others/")
    door = phone.get("/inside/")
    assert ENDED in words(phone.get(door.url))


def test_whoever_signed_out_by_themselves_does_not_read_it(two):
    laptop, _phone = two
    laptop.post("/account/sign-out/")
    assert ENDED not in words(laptop.get(laptop.get("/inside/").url))


def test_whoever_was_never_here_does_not_read_it(client, db):
    assert ENDED not in words(client.get(client.get("/inside/").url))


def test_the_sentence_goes_after_signing_in_again(two, ewa, sign_in):
    laptop, phone = two
    laptop.post("/account/sign-ins/end-others/")
    phone.get("/inside/")
    sign_in("ewa", browser=phone)
    phone.post("/account/sign-out/")
    assert ENDED not in words(phone.get("/account/sign-in/"))


def test_data_sent_from_an_ended_session_is_answered_with_a_sentence(two):
    laptop, phone = two
    laptop.post("/account/sign-ins/end-others/")
    answer = phone.post("/inside/", headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert "what you typed stays here" in answer.json()["message"]


def test_a_changed_password_ends_every_other_sign_in_and_keeps_this_one(two, ewa):
    laptop, phone = two
    laptop.post("/account/password/", {"old": PASSWORD, "new": "cztery nowe rowery"})
    assert opens(laptop)
    assert not opens(phone)
    assert ENDED in words(phone.get(phone.get("/inside/").url)) or ENDED in words(phone.get("/account/sign-in/"))
    assert ewa.sign_ins.going_on().count() == 1
    assert words(laptop.get("/account/")).count("this one") == 1


def test_a_session_from_elsewhere_gets_its_line_at_the_first_click(client, ewa):
    client.force_login(ewa)
    assert opens(client)
    assert opens(client)
    assert ewa.sign_ins.count() == 1


def test_the_last_day_is_noted_once_a_day(two, ewa, django_assert_max_num_queries):
    laptop, _phone = two
    line = ewa.sign_ins.get(system="Linux")
    with clock.at(NOON):
        opens(laptop)
        line.refresh_from_db()
        assert line.last_seen == NOON.date()
        with django_assert_max_num_queries(4) as queries:
            opens(laptop)
        assert not [query for query in queries.captured_queries if query["sql"].startswith("UPDATE")]


def test_visitors_without_a_session_cost_no_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        page = client.get("/")
    assert "Cookie" not in page.headers.get("Vary", "")


def test_what_ran_out_is_closed_and_what_is_long_over_goes(two, ewa):
    Session.objects.filter(session_key=two[0].session.session_key).update(expire_date=now() - timedelta(days=1))
    tasks.clear()
    assert ewa.sign_ins.going_on().get().system == "Android"
    with clock.at(clock.now() + timedelta(days=15)):
        tasks.clear()
    assert not ewa.sign_ins.filter(system="Linux").exists()
