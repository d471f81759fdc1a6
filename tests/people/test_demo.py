"""The demonstration signs anybody in, so it must never answer anybody from elsewhere."""

import pytest
from django.utils.translation import gettext_lazy

from gromada.people import demo
from gromada.people.models import Person
from tests.people.codes import give_application
from tests.people.conftest import words

PAGE = "/account/demo/"


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def invented(db) -> Person:
    return Person.objects.create_user("office", None, name="Anna Zmyślona", demo=True, language="en")


def press(client, person: Person, **more):
    return client.post(PAGE, {"person": str(person.uid)}, **more)


def test_one_press_signs_in(client, demonstration, invented):
    assert "Anna Zmyślona" in words(client.get(PAGE))
    assert press(client, invented).url == "/"
    assert client.get("/inside/").content == b"room of office"


def test_opening_the_page_signs_nobody_in(client, demonstration, invented):
    client.get(PAGE, {"person": str(invented.uid)})
    assert client.get("/inside/").status_code == 302


def test_without_the_demonstration_there_is_no_such_page(client, invented):
    assert client.get(PAGE).status_code == 404
    assert press(client, invented).status_code == 404


@pytest.mark.parametrize(
    "host", ["gromada.example.org", "192.168.1.5", "10.0.0.1:8000", "127.0.0.1.example.org", "localhost.example.org"]
)
def test_another_host_is_refused_with_a_sentence(client, demonstration, invented, host):
    page = press(client, invented, headers={"host": host})
    assert page.status_code == 403
    assert "only a browser that runs on the same computer" in words(page)
    assert client.get("/inside/").status_code == 302


@pytest.mark.parametrize("address", ["192.168.1.5", "8.8.8.8", "2001:db8::1", "", "unknown"])
def test_another_machine_is_refused(client, demonstration, invented, address):
    assert press(client, invented, REMOTE_ADDR=address).status_code == 403
    assert client.get("/inside/").status_code == 302


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "via"])
def test_behind_a_proxy_it_is_refused(client, demonstration, invented, header):
    assert press(client, invented, headers={header: "8.8.8.8"}).status_code == 403


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1:8000", "127.0.0.1"), ("localhost", "127.0.0.1"), ("[::1]:8000", "::1"), ("[::1]", "::1")],
)
def test_this_machine_is_let_in_under_each_of_its_names(client, demonstration, invented, host, address):
    assert press(client, invented, headers={"host": host}, REMOTE_ADDR=address).status_code == 302


def test_a_real_person_is_never_signed_in_so(client, demonstration, ewa):
    assert press(client, ewa).status_code == 404
    assert client.post(PAGE, {"person": "rubbish"}).status_code == 404
    assert client.post(PAGE).status_code == 404


def test_the_invented_need_no_second_factor_in_the_demonstration_only(
    client, demonstration, invented, in_office, settings
):
    in_office.add(invented.pk)
    give_application(invented)
    press(client, invented)
    assert client.get("/inside/").status_code == 200
    settings.DEMO = False
    assert client.get("/inside/").url.startswith("/account/confirm/")


def test_one_changes_from_one_to_another(client, demonstration, invented):
    other = Person.objects.create_user("expert", None, name="Jan Zmyślony", demo=True)
    press(client, invented)
    press(client, other)
    assert client.get("/inside/").content == b"room of expert"


def test_a_room_above_says_who_they_are(client, demonstration, invented):
    demo.describe(lambda: [demo.Group(gettext_lazy("The office of Makietów"), [(invented, "answers letters")])])
    page = words(client.get(PAGE))
    assert "The office of Makietów" in page
    assert "answers letters" in page
