"""The ways in, and who they let in."""

import unicodedata

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gromada.people.models import Person
from tests.people.conftest import PASSWORD, words

NO = "The user name or the password does not match."


def signed_in(client: Client) -> bool:
    return client.get("/inside/").status_code == 200


@pytest.mark.parametrize(
    ("username", "password", "opens"),
    [
        ("ewa", PASSWORD, True),
        ("Ewa", PASSWORD, True),  # a telephone begins with a capital letter
        (" ewa ", PASSWORD, True),
        ("zofia", PASSWORD, True),  # no e-mail address is needed
        ("ewa", PASSWORD + " ", False),
        ("ewa", "another password", False),
        ("nobody", PASSWORD, False),
        ("dom@example.org", PASSWORD, False),  # an address is never the user name
        ("closed", PASSWORD, False),
        ("linked", "", False),  # nobody has an empty password
    ],
)
def test_a_user_name_with_its_password_opens_the_door_and_nothing_else_does(
    client, ewa, zofia, sign_in, username, password, opens
):
    Person.objects.create_user("closed", PASSWORD, name="Closed", is_active=False)
    Person.objects.create_user("linked", None, name="Linked")
    response = sign_in(username, password)
    assert (response.status_code == 302) is opens
    assert signed_in(client) is opens


@pytest.mark.parametrize("username", ["ewa", "nobody", "closed"])
def test_a_refusal_says_the_same_whether_or_not_the_name_exists(client, ewa, sign_in, username):
    Person.objects.create_user("closed", PASSWORD, name="Closed", is_active=False)
    wrong = PASSWORD if username == "closed" else "another password"
    page = sign_in(username, wrong)
    assert NO in words(page)
    assert f'value="{username}"' in words(page)  # what was typed is still there


def test_an_unknown_name_costs_as_much_work_as_a_known_one(client, ewa, sign_in, monkeypatch):
    hashed: list[str] = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.MD5PasswordHasher.encode",
        lambda self, password, salt: hashed.append(password) or f"md5${salt}$x",
    )
    sign_in("ewa", "another password")
    known = len(hashed)
    sign_in("nobody", "another password")
    assert known == 1
    assert len(hashed) == 2 * known


def test_a_password_typed_on_another_keyboard_is_the_same_password(client, sign_in):
    Person.objects.create_user("lucja", unicodedata.normalize("NFC", "żółta łódka o świcie"), name="Łucja")
    sign_in("lucja", unicodedata.normalize("NFD", "żółta łódka o świcie"))
    assert signed_in(client)


def test_ewa_and_capital_ewa_cannot_be_two_people(ewa):
    twin = Person(username="EWA", name="Another")
    with pytest.raises(Exception, match="taken"):
        twin.full_clean(exclude=["password"])


@pytest.mark.parametrize(
    ("next", "lands"),
    [
        ("/inside/?a=1", "/inside/?a=1"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_after_signing_in_one_stays_on_this_site(client, ewa, sign_in, next, lands):
    assert sign_in("ewa", next=next).url == lands


def test_the_first_page_comes_in_the_persons_language(client, ewa, settings):
    settings.LANGUAGE_CODE = "pl"
    with translation.override("pl"):
        door = reverse("people:sign_in")
    assert client.post(door, {"username": "ewa", "password": PASSWORD}).url == "/en/"


def test_a_page_for_the_signed_in_leads_to_the_door_and_back(client, ewa, sign_in):
    door = client.get("/inside/")
    assert door.url == "/account/sign-in/?next=/inside/"
    page = client.get(door.url)
    assert 'name="next" value="/inside/"' in words(page)


def test_signing_out_takes_a_press_of_a_button(client, ewa, sign_in):
    sign_in("ewa")
    assert b"<form" in client.get("/account/sign-out/").content
    assert signed_in(client)
    assert client.post("/account/sign-out/").url == "/"
    assert not signed_in(client)


def test_signing_in_gives_the_session_a_new_name(client, ewa, sign_in):
    client.get("/account/sign-in/")
    session = client.session
    session["kept"] = "before"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in("ewa")
    assert client.session.session_key != before


def test_whoever_signs_in_where_somebody_else_is_signed_in_takes_their_place(client, ewa, zofia, sign_in):
    sign_in("ewa")
    sign_in("zofia")
    assert (
        get_user(client).username == "zofia"
        if hasattr(client, "user")
        else client.get("/inside/").content == b"room of zofia"
    )
    assert not ewa.sign_ins.going_on().exists()


def test_nobody_can_make_an_account_by_themselves(client):
    for path in ("/account/signup/", "/accounts/signup/", "/signup/"):
        assert client.get(path).status_code == 404
