"""One's own account, and the letters that go by themselves."""

import logging
from datetime import timedelta

import pytest
from django.core import mail

from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.people import mailing, tasks
from gromada.people.models import Email, Mail, Person, SignIn
from tests.people.conftest import NOON, PASSWORD, words

NEW = "cztery nowe rowery"


def test_the_pages_of_the_account_are_for_the_signed_in(client, db):
    for path in (
        "",
        "password/",
        "emails/add/",
        "second-step/",
        "second-step/application/",
        "recovery-sheet/",
        "confirm/",
    ):
        assert client.get(f"/account/{path}").url.startswith("/account/sign-in/?next=/account/")


def test_details_are_changed(client, ewa, sign_in):
    sign_in("ewa")
    client.post("/account/", {"name": "Ewa  Kowalska-Żak", "phone": "600 100 200", "language": "pl"})
    ewa.refresh_from_db()
    assert (ewa.name, ewa.phone, ewa.language) == ("Ewa Kowalska-Żak", "600 100 200", "pl")


def test_a_missing_name_is_named_and_the_rest_stays_typed(client, ewa, sign_in):
    sign_in("ewa")
    page = words(client.post("/account/", {"name": "", "phone": "600 100 200", "language": "pl"}))
    assert "Type your first name and surname" in page
    assert "600 100 200" in page
    ewa.refresh_from_db()
    assert ewa.name == "Ewa Kowalska"


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [(PASSWORD, NEW, True), ("wrong", NEW, False), (PASSWORD, "short", False), ("", NEW, False)],
)
def test_a_password_is_changed_with_the_present_one(client, ewa, sign_in, old, new, changed):
    sign_in("ewa")
    client.post("/account/password/", {"old": old, "new": new})
    ewa.refresh_from_db()
    assert ewa.check_password(new if changed else PASSWORD)
    assert Entry.objects.filter(verb="password.changed", actor=str(ewa.uid)).exists() is changed


def test_a_forgotten_password_is_replaced_after_an_e_mail_link(client, ewa, letters):
    client.post("/account/sign-in/by-email/", {"address": "dom@example.org"})
    client.post(letters()[0])
    assert "Present password" not in words(client.get("/account/password/"))
    client.post("/account/password/", {"new": NEW})
    ewa.refresh_from_db()
    assert ewa.check_password(NEW)


def test_an_hour_after_the_link_the_present_password_is_asked_for(client, ewa, letters):
    with clock.at(NOON):
        client.post("/account/sign-in/by-email/", {"address": "dom@example.org"})
        client.post(letters()[0])
    with clock.at(NOON + timedelta(hours=1)):
        client.post("/account/confirm/", {"password": PASSWORD})
        assert "Present password" in words(client.get("/account/password/"))


def test_whoever_has_no_password_confirms_by_signing_in_again(client, ewa, letters):
    ewa.set_unusable_password()
    ewa.save()
    with clock.at(NOON):
        client.post("/account/sign-in/by-email/", {"address": "dom@example.org"})
        client.post(letters()[0])
        assert "Set a password" in words(client.get("/account/"))
    with clock.at(NOON + timedelta(hours=1)):
        assert "Sign in once more by an e-mail link" in words(client.get("/account/confirm/"))


def test_an_address_is_removed_and_the_journal_keeps_no_trace_in_the_facts(client, ewa, sign_in):
    sign_in("ewa")
    uid = ewa.emails.get().uid
    assert "dom@example.org" in words(client.get(f"/account/emails/{uid}/remove/"))
    client.post(f"/account/emails/{uid}/remove/")
    assert not ewa.emails.exists()
    entry = Entry.objects.get(verb="email.removed")
    assert "example" not in str(entry.facts)


def test_one_sees_ones_own_rows_only(ewa, zofia):
    for model in (Person, Email, SignIn):
        assert not model.objects.visible_to(zofia).exclude(**{"pk" if model is Person else "person": zofia.pk}).exists()
    assert list(Person.objects.visible_to(ewa)) == [ewa]


def test_a_letter_that_did_not_go_is_tried_again(client, ewa, monkeypatch, caplog):
    def away(self, fail_silently=False):
        raise ConnectionRefusedError("mail.example.org refused dom@example.org")

    with monkeypatch.context() as broken, caplog.at_level(logging.WARNING):
        broken.setattr("django.core.mail.EmailMessage.send", away)
        page = client.post("/account/sign-in/by-email/", {"address": "dom@example.org"})
    assert "Look into your mailbox" in words(page)
    letter = Mail.objects.get()
    assert (letter.sent_at, letter.attempts, letter.failure) == (None, 1, "ConnectionRefusedError")
    assert "dom@example.org" not in caplog.text
    assert not tasks.has_waiting()  # it may be under way
    with clock.at(clock.now() + timedelta(minutes=5)):
        assert tasks.has_waiting()
        assert tasks.send_waiting() == 1
    assert len(mail.outbox) == 1


def test_a_letter_is_not_tried_for_ever(ewa, monkeypatch):
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(TimeoutError()))
    about = str(Email.objects.create(person=ewa, address="nowy@example.org").uid)
    tasks.order(Mail(kind=Mail.Kind.VERIFY, address="nowy@example.org", about=about, language="en"))
    for number in range(1, 11):
        with clock.at(clock.now() + timedelta(minutes=5 * number)):
            tasks.send_waiting()
    assert Mail.objects.get().attempts == Mail.MOST_ATTEMPTS


def test_a_letter_to_sign_in_that_comes_too_late_is_not_sent(ewa):
    Mail.objects.create(kind=Mail.Kind.SIGN_IN, address="dom@example.org", language="en")
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert tasks.send_waiting() == 0


def test_a_letter_goes_once(ewa):
    letter = tasks.order(Mail(kind=Mail.Kind.SIGN_IN, address="dom@example.org", language="en"))
    mailing.send(str(letter.uid))
    tasks.send_waiting()
    assert len(mail.outbox) == 1


def test_what_is_over_is_cleared(client, ewa):
    client.post("/account/sign-in/by-email/", {"address": "dom@example.org"})
    with clock.at(clock.now() + timedelta(days=2)):
        tasks.clear()
    assert not Mail.objects.exists()


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_letter_exists_in_every_language(ewa, promises, language):
    for kind in ("sign_in", "verify"):
        about = str(ewa.emails.get().uid)
        tasks.order(Mail(kind=kind, address="dom@example.org", about=about, language=language))
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert letter.subject
        assert "Ewa Kowalska" in letter.body
        assert "http://127.0.0.1:8000/" in letter.body
        assert "&" not in letter.body
