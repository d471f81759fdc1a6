"""Requests that no page of ours sends: each gets a page that says what to do, and never a broken one."""

import pytest
from django.test import Client

from tests.bad_input.standing import nothing_saved
from tests.builders.cases import world_of
from tests.builders.signing import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/rejestr/", "/pulpit/", "/nie-ma-takiej/", "/sprawdz/", "/en/register/"])
@pytest.mark.parametrize("member", [False, True])
def test_a_wrong_host_gets_a_page_that_can_be_read(address: str, member: bool) -> None:
    client = signed_in(world_of().head) if member else Client()
    with nothing_saved():
        answer = client.get(address, headers={"host": "obcy.example"})
    assert answer.status_code == 400
    words = "This request could not be read" if address.startswith("/en/") else "Nie udało się odczytać tego zapytania"
    assert words in answer.content.decode().replace("\u00a0", " ")
    assert "obcy.example" not in answer.content.decode()
