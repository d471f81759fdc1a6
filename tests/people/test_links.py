"""Links that are mailed: one mailbox may be several people's, and mail scanners open everything."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.people import tasks
from gromada.people.models import Email, Link, Mail, Person
from tests.people.conftest import NOON, words

ASK = "/account/sign-in/by-email/"
OVER = "This link no longer works"


def ask(client, address="dom@example.org", **more):
    return client.post(ASK, {"address": address, **more})


def test_a_pressed_link_signs_in(client, ewa, letters):
    ask(client)
    [link] = letters()
    page = client.get(link)
    assert "Ewa Kowalska" in words(page)
    assert client.post(link).url == "/"
    assert client.get("/inside/").content == b"room of ewa"


def test_opening_a_link_uses_nothing_up_however_often(client, ewa, letters):
    ask(client)
    [link] = letters()
    for _scanner in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
        assert client.options(link).status_code in (200, 405)
    assert client.get("/inside/").status_code == 302
    assert client.post(link).status_code == 302
    assert client.get("/inside/").status_code == 200


def test_a_second_press_is_refused(client, ewa, letters):
    ask(client)
    [link] = letters()
    client.post(link)
    client.post("/account/sign-out/")
    again = client.post(link)
    assert again.status_code == 410
    assert OVER in words(again)
    assert client.get("/inside/").status_code == 302
    assert client.get(link).status_code == 410


@pytest.mark.parametrize(("minutes", "opens"), [(29, True), (30, False), (31, False)])
def test_a_link_lasts_thirty_minutes(client, ewa, letters, minutes, opens):
    with clock.at(NOON):
        ask(client)
    [link] = letters()
    with clock.at(NOON + timedelta(minutes=minutes)):
        assert (client.post(link).status_code == 302) is opens


def test_a_shared_address_gets_one_letter_with_a_link_for_everybody(client, ewa, adam, letters):
    ask(client)
    assert len(mail.outbox) == 1
    assert "Ewa Kowalska" in mail.outbox[0].body
    assert "Adam Łęcki" in mail.outbox[0].body
    first, second = letters()
    client.post(first)
    assert client.get("/inside/").status_code == 200
    client.post("/account/sign-out/")
    client.post(second)
    names = {Link.objects.get(pk=pk).email.person.username for pk in Link.objects.values_list("pk", flat=True)}
    assert names == {"ewa", "adam"}
    assert Link.objects.filter(used_at=None).count() == 0


def test_the_answer_never_tells_whether_an_address_is_known(client, ewa):
    known, unknown = ask(client), ask(client, "nikt@example.org")
    assert known.status_code == unknown.status_code == 200
    assert known.content.replace(b"dom@example.org", b"") == unknown.content.replace(b"nikt@example.org", b"")
    assert [letter.to for letter in mail.outbox] == [["dom@example.org"]]
    assert Mail.objects.count() == 2  # the same rows are written for both


def test_asking_is_the_same_work_for_a_known_and_an_unknown_address(client, ewa, monkeypatch):
    monkeypatch.setattr(tasks, "order", lambda letter: letter.save())  # the letter goes after the answer
    with CaptureQueriesContext(connection) as known:
        ask(client)
    with CaptureQueriesContext(connection) as unknown:
        ask(client, "nikt@example.org")
    assert len(known) == len(unknown) > 0


@pytest.mark.parametrize("spelling", ["DOM@Example.org", "  dom@example.org "])
def test_an_address_may_be_spelled_with_capital_letters(client, ewa, letters, spelling):
    ask(client, spelling)
    assert len(letters()) == 1


def test_an_unverified_address_opens_nothing(client, zofia, letters):
    Email.objects.create(person=zofia, address="obcy@example.org")
    ask(client, "obcy@example.org")
    assert letters() == []


def test_a_closed_account_gets_no_link_and_an_earlier_one_stops_working(client, ewa, letters):
    ask(client)
    [link] = letters()
    Person.objects.filter(pk=ewa.pk).update(is_active=False)
    assert client.post(link).status_code == 410
    ask(client)
    assert len(letters()) == 1


def test_a_removed_address_takes_its_links_with_it(client, ewa, letters):
    ask(client)
    [link] = letters()
    ewa.emails.all().delete()
    assert client.post(link).status_code == 410


def test_a_made_up_link_opens_nothing(client, ewa):
    assert client.get("/account/sign-in/link/abc/").status_code == 410
    assert client.post("/account/sign-in/link/abc/").status_code == 410


def test_no_row_holds_the_secret_of_a_link(client, ewa, letters):
    ask(client)
    token = letters()[0].rstrip("/").rsplit("/", 1)[1]
    for model in (Link, Mail):
        for row in model.objects.values():
            assert token not in str(row)


def test_a_link_leads_where_one_wanted_to_go(client, ewa, letters):
    ask(client, next="/inside/")
    assert client.post(letters()[0]).url == "/inside/"


def test_a_link_does_not_lead_to_another_site(client, ewa, letters):
    ask(client, next="https://evil.example/")
    assert client.post(letters()[0]).url == "/"


def test_links_point_to_the_address_of_the_settings_whatever_host_was_asked(client, ewa, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(ASK, {"address": "dom@example.org"}, headers={"host": "evil.example"})
    assert "evil.example" not in mail.outbox[0].body
    assert settings.PUBLIC_URL in mail.outbox[0].body


def test_a_link_signs_in_as_its_person_also_where_another_is_signed_in(client, ewa, zofia, sign_in, letters):
    sign_in("zofia")
    ask(client)
    assert "Zofia Żak will be signed out" in client.get(letters()[0]).content.decode()
    client.post(letters()[0])
    assert client.get("/inside/").content == b"room of ewa"


def test_a_wrong_address_is_named_and_stays_typed(client):
    page = ask(client, "anna nowak")
    assert "Type the whole address" in words(page)
    assert 'value="anna nowak"' in words(page)


def test_an_added_address_counts_after_its_link_is_pressed(client, zofia, sign_in, letters):
    sign_in("zofia")
    client.post("/account/emails/add/", {"address": "Zofia@Example.org"})
    [link] = letters()
    ask(client, "zofia@example.org")
    assert len(letters()) == 1  # not verified yet: no link to sign in
    assert "zofia@example.org" in words(client.get(link))
    assert zofia.emails.get().verified_at is None
    assert client.post(link).status_code == 200
    assert zofia.emails.get().verified_at is not None
    assert client.post(link).status_code == 410
    entry = Entry.objects.get(verb="email.verified")
    assert entry.actor == str(zofia.uid)
    assert "example.org" not in str(entry.facts)
    assert entry.payload.content == {"address": "zofia@example.org"}


def test_two_people_may_verify_the_same_address(client, ewa, zofia, sign_in, letters):
    sign_in("zofia")
    client.post("/account/emails/add/", {"address": "dom@example.org"})
    client.post(letters()[0])
    assert Email.objects.verified().filter(address="dom@example.org").count() == 2


def test_a_link_to_verify_does_not_sign_in(client, zofia, sign_in, letters):
    sign_in("zofia")
    client.post("/account/emails/add/", {"address": "zofia@example.org"})
    client.post("/account/sign-out/")
    client.post(letters()[0])
    assert client.get("/inside/").status_code == 302


def test_an_address_that_is_verified_is_not_added_twice(client, ewa, sign_in):
    sign_in("ewa")
    page = client.post("/account/emails/add/", {"address": "dom@example.org"})
    assert "already on your account" in words(page)
    assert mail.outbox == []


def test_nobody_removes_the_address_of_somebody_else(client, ewa, zofia, sign_in):
    sign_in("zofia")
    uid = ewa.emails.get().uid
    assert client.post(f"/account/emails/{uid}/remove/").status_code == 404
    assert ewa.emails.exists()
