"""Coming in: by a letter, by a sheet of paper, as somebody new or as oneself."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people import actions, factors, invitations, queries, tokens
from gromada.people.models import Email, Invitation, Person
from tests.people.codes import give_application
from tests.people.conftest import NOON, words

NEW = {"name": "Łucja Kowal", "username": "lucja.kowal", "password": "mleko pod drzwiami"}


@pytest.fixture
def invite(ewa, promises):
    def invite(name: str = "Łucja Kowal", email: str = "", **more) -> Invitation:
        what = {"function": "team"}
        return actions.invite(name, kind="room.function", email=email, about="abc", what=what, by=ewa, **more)

    return invite


def by_sheet(client, sign_in, invitation: Invitation) -> str:
    """Ewa makes the sheet through the page; gives the path that is on it."""
    sign_in("ewa")
    page = words(client.post(f"/account/invitations/{invitation.uid}/sheet/"))
    client.post("/account/sign-out/")
    code = re.search(r"<strong class=\"nowrap\">([A-Z2-9-]{19})</strong>", page)[1]
    return f"/account/invitation/{code}/"


def test_a_letter_brings_in_somebody_new_with_what_was_promised(client, invite, promises, letters):
    invite(email="lucja@example.org")
    [link] = letters()
    page = words(client.get(link))
    assert "Ewa Kowalska invites you" in page
    assert 'value="lucja.kowal"' in page  # suggested, without Polish marks
    assert client.post(link, NEW).status_code == 302
    assert client.get("/inside/").content == b"room of lucja.kowal"
    assert promises == [("team", "lucja.kowal")]


def test_what_came_by_letter_verifies_the_address(client, invite, letters):
    invite(email="Lucja@Example.org")
    client.post(letters()[0], NEW)
    [email] = Person.objects.get(username="lucja.kowal").emails.verified()
    assert email.address == "lucja@example.org"


def test_what_came_on_paper_verifies_nothing(client, invite, sign_in):
    client.post(by_sheet(client, sign_in, invite(email="lucja@example.org")), NEW)
    assert Person.objects.filter(username="lucja.kowal").exists()
    assert not Email.objects.filter(address="lucja@example.org").exists()


def test_a_sheet_brings_in_somebody_without_e_mail(client, invite, promises, sign_in):
    path = by_sheet(client, sign_in, invite())
    client.post(path, NEW)
    assert promises == [("team", "lucja.kowal")]
    assert mail.outbox == []
    client.post("/account/sign-out/")
    sign_in("lucja.kowal", "mleko pod drzwiami")
    assert client.get("/inside/").status_code == 200


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code.replace('-', '')} "]
)
def test_the_code_may_be_typed_as_people_type(client, invite, sign_in, typed):
    code = by_sheet(client, sign_in, invite()).split("/")[-2]
    page = client.post("/account/invitation/", {"code": typed(code)}, follow=True)
    assert "Invitation for Łucja Kowal" in words(page)


def test_a_wrong_code_is_a_sentence_and_stays_typed(client, db):
    page = words(client.post("/account/invitation/", {"code": "AAAA-BBBB-CCCC-DDDD"}))
    assert "No invitation has this code" in page
    assert "AAAA-BBBB-CCCC-DDDD" in page


def test_the_sheet_shows_link_code_and_square_once(client, invite, sign_in):
    invitation = invite()
    sign_in("ewa")
    page = words(client.post(f"/account/invitations/{invitation.uid}/sheet/"))
    assert "<svg" in page
    assert "http://127.0.0.1:8000/account/invitation/" in page
    again = words(client.get(f"/account/invitations/{invitation.uid}/sheet/"))
    assert not re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", again)
    assert "It stops working when you make this one" in again


def test_a_new_sheet_voids_the_letter_and_the_other_way_round(client, invite, sign_in, letters):
    invitation = invite(email="lucja@example.org")
    sheet = by_sheet(client, sign_in, invitation)
    assert client.get(letters()[0]).status_code == 404
    assert client.get(sheet).status_code == 200


def test_only_who_wrote_it_makes_the_sheet(client, invite, zofia, sign_in):
    invitation = invite()
    sign_in("zofia")
    assert client.post(f"/account/invitations/{invitation.uid}/sheet/").status_code == 404
    client.post("/account/sign-out/")
    assert client.post(f"/account/invitations/{invitation.uid}/sheet/").url.startswith("/account/sign-in/")


def test_no_row_holds_the_code(client, invite, sign_in):
    code = by_sheet(client, sign_in, invite()).split("/")[-2]
    row = str(Invitation.objects.values().get())
    assert code not in row
    assert tokens.plain(code) not in row


def test_somebody_who_has_an_account_accepts_as_themselves(client, invite, zofia, promises, sign_in, letters):
    invite(email="zofia@example.org")
    [link] = letters()
    assert f"next={link}" in words(client.get(link))
    sign_in("zofia")
    assert "You are signed in as" in words(client.get(link))
    assert client.post(f"{link}accept/").url == "/"
    assert promises == [("team", "zofia")]
    assert zofia.emails.verified().get().address == "zofia@example.org"
    assert Person.objects.count() == 2


def test_whoever_has_a_factor_shows_it_before_accepting(client, invite, zofia, promises, sign_in, letters):
    invite(email="zofia@example.org")
    sign_in("zofia")
    give_application(zofia)
    assert client.post(f"{letters()[0]}accept/").url == "/account/confirm/"
    assert promises == []


def test_opening_an_invitation_accepts_nothing(client, invite, zofia, promises, sign_in, letters):
    invite(email="zofia@example.org")
    sign_in("zofia")
    client.get(letters()[0])
    assert client.get(f"{letters()[0]}accept/").status_code == 405
    assert promises == []


def test_an_invitation_is_accepted_once(client, invite, zofia, promises, sign_in, letters):
    invite(email="lucja@example.org")
    client.post(letters()[0], NEW)
    client.post("/account/sign-out/")
    page = client.post(letters()[0], NEW | {"username": "another"})
    assert "already been accepted" in words(page)
    assert not Person.objects.filter(username="another").exists()
    sign_in("zofia")
    assert "already been accepted" in words(client.post(f"{letters()[0]}accept/", follow=True))
    assert promises == [("team", "lucja.kowal")]


def test_a_withdrawn_one_opens_nothing(client, invite, ewa, promises, letters):
    invitation = invite(email="lucja@example.org")
    actions.withdraw(invitation, by=ewa)
    assert "was withdrawn" in words(client.get(letters()[0]))
    client.post(letters()[0], NEW)
    assert promises == []
    with pytest.raises(Refusal, match="withdrawn"):
        actions.withdraw(invitation, by=ewa)


@pytest.mark.parametrize(("days", "opens"), [(29, True), (30, False)])
def test_an_invitation_lasts_thirty_days(client, invite, promises, letters, days, opens):
    with clock.at(NOON):
        invite(email="lucja@example.org")
    with clock.at(NOON + timedelta(days=days)):
        client.post(letters()[0], NEW)
        assert bool(promises) is opens


def test_an_expired_one_may_be_printed_anew(client, invite, promises, sign_in):
    with clock.at(NOON - timedelta(days=60)):
        invitation = invite()
    client.post(by_sheet(client, sign_in, invitation), NEW)
    assert promises == [("team", "lucja.kowal")]


def test_when_the_promise_is_refused_no_account_is_left_behind(client, invite, letters):
    invite(email="lucja@example.org")
    invitations.forget("room.function")

    @invitations.on_accepted("room.function")
    def refuse(invitation, person) -> None:
        raise Refusal("The institution was closed meanwhile.")

    page = words(client.post(letters()[0], NEW))
    assert "The institution was closed meanwhile." in page
    assert 'value="lucja.kowal"' in page
    assert not Person.objects.filter(username="lucja.kowal").exists()
    assert Invitation.objects.get().state == "waiting"
    assert not Entry.objects.filter(verb="invitation.accepted").exists()


def test_the_promise_is_kept_in_the_transaction_of_the_acceptance(invite, zofia):
    invitations.forget("room.function")
    seen = []
    invitations.on_accepted("room.function")(lambda i, p: seen.append(transaction.get_connection().in_atomic_block))
    actions.accept(invite(), by=zofia)
    assert seen == [True]


def test_an_invitation_that_nobody_would_keep_cannot_be_written(ewa):
    with pytest.raises(LookupError, match="such"):
        actions.invite("Łucja", kind="no.such", by=ewa)
    assert not Invitation.objects.exists()


def test_two_rooms_cannot_keep_the_same_promise(promises):
    with pytest.raises(ValueError, match=r"room\.function"):
        invitations.on_accepted("room.function")(lambda invitation, person: None)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"username": "ewa"}, "This user name is taken"),
        ({"username": "EWA"}, "This user name is taken"),
        ({"username": "łucja"}, "letters without Polish marks"),
        ({"username": "a b"}, "letters without Polish marks"),
        ({"username": ""}, "Choose a user name"),
        ({"password": "krótkie"}, "too short"),
        ({"password": "lucja.kowal1"}, "too similar"),
        ({"name": ""}, "Type your first name and surname"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, invite, letters, wrong, sentence):
    invite(email="lucja@example.org")
    page = words(client.post(letters()[0], NEW | wrong))
    assert sentence in page
    kept = (NEW | wrong)["name"]
    assert f'value="{kept}"' in page or not kept
    assert not Person.objects.filter(name="Łucja Kowal").exists()


def test_the_journal_tells_of_it_without_names(client, invite, letters):
    invitation = invite(email="lucja@example.org")
    client.post(letters()[0], NEW)
    lines = list(Entry.objects.filter(subject=str(invitation.uid)).order_by("seq"))
    assert [line.verb for line in lines] == ["invitation.written", "invitation.accepted"]
    assert lines[1].actor == str(Person.objects.get(username="lucja.kowal").uid)
    for entry in Entry.objects.all():
        assert "ucja" not in str(entry.facts)


def test_the_room_above_finds_its_invitations(invite, zofia):
    invitation = invite()
    assert list(queries.invitations_about("room.function", "abc")) == [invitation]
    assert list(queries.invitations_about("room.function", "other")) == []
    assert list(Invitation.objects.visible_to(zofia)) == []


@pytest.fixture
def way_back(client, zofia, ewa, sign_in) -> str:
    """Ewa prints Zofia a sheet; gives the path that is on it."""
    return by_sheet(client, sign_in, actions.let_back_in(zofia, by=ewa))


def test_a_sheet_lets_somebody_without_e_mail_choose_a_new_password(client, way_back, zofia, sign_in):
    page = words(client.get(way_back))
    assert "New password for Zofia Żak" in page
    assert "User name" not in page.split("<form")[-1]
    assert client.post(way_back, {"new": "mleko pod drzwiami"}).status_code == 302
    assert client.get("/inside/").content == b"room of zofia"
    zofia.refresh_from_db()
    assert zofia.check_password("mleko pod drzwiami")
    assert Entry.objects.filter(verb="password.changed", actor=str(zofia.uid)).count() == 1
    client.post("/account/sign-out/")
    assert "already been accepted" in words(client.post(way_back, {"new": "inne hasło na zawsze"}))


def test_until_it_is_used_the_old_password_works(client, way_back, zofia, sign_in):
    client.get(way_back)
    sign_in("zofia")
    assert client.get("/inside/").status_code == 200


def test_a_weak_new_password_uses_nothing_up(client, way_back, zofia):
    assert "too short" in words(client.post(way_back, {"new": "krótkie"}))
    assert client.post(way_back, {"new": "mleko pod drzwiami"}).status_code == 302


def test_the_sheet_of_one_does_nothing_for_another(client, way_back, adam, zofia, sign_in):
    sign_in("adam")
    page = client.post(f"{way_back}accept/", follow=True)
    assert "This sheet is for somebody else." in words(page)
    assert Invitation.objects.get().state == "waiting"


def test_a_new_password_from_a_sheet_does_not_skip_the_second_step(client, way_back, zofia):
    give_application(zofia)
    assert client.post(way_back, {"new": "mleko pod drzwiami"}).url == "/account/sign-in/second-step/"
    assert client.get("/inside/").status_code == 302


def test_when_telephone_and_sheet_are_lost_the_factors_are_forgotten(zofia, ewa):
    give_application(zofia)
    actions.forget_factors(zofia, by=ewa)
    assert not factors.has_any(zofia)
    assert factors.unused_recovery_codes(zofia) == []
    entry = Entry.objects.get(verb="factor.removed")
    assert (entry.actor, entry.subject) == (str(ewa.uid), str(zofia.uid))
