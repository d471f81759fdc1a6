"""Two at the same moment: one wins, the other reads a sentence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from gromada.kit.refusal import Refusal
from gromada.people import actions, factors, limits
from gromada.people.models import Limit
from tests.people.codes import give_application, recovery_codes, shown

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 6


def at_once(deed: Callable[[], Any]) -> list[Any]:
    """What came of the same deed in several connections that start together; a refusal comes as itself."""
    start = Barrier(MANY)

    def run(_number: int) -> Any:
        try:
            start.wait()
            return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def refused(results: list[Any]) -> int:
    return sum(isinstance(result, Refusal) for result in results)


def test_a_link_pressed_several_times_at_once_opens_once(client, ewa, letters):
    client.post("/account/sign-in/by-email/", {"address": "dom@example.org"})
    token = letters()[0].rstrip("/").rsplit("/", 1)[1]
    assert refused(at_once(lambda: actions.use_sign_in_link(token))) == MANY - 1


def test_an_invitation_is_accepted_by_one_of_several(ewa, promises):
    invitation = actions.invite("Łucja", kind="room.function", what={"function": "team"}, by=ewa)
    names = iter([f"person{number}" for number in range(MANY)])
    new = {"name": "Łucja", "password": "mleko pod drzwiami", "language": "pl"}
    results = at_once(lambda: actions.join(invitation, username=next(names), **new))
    assert refused(results) == MANY - 1
    assert len(promises) == 1


@pytest.mark.parametrize("kind", ["application", "sheet"])
def test_a_code_typed_several_times_at_once_counts_once(ewa, kind):
    give_application(ewa)
    code = shown() if kind == "application" else recovery_codes(ewa)[0]
    assert sum(way is not None for way in at_once(lambda: factors.try_code(ewa, code))) == 1


def test_several_tries_at_once_do_not_slip_under_the_limit(db):
    for _time in range(limits.PASSWORD.most - 2):
        limits.spend(limits.PASSWORD, "ewa")
    assert refused(at_once(lambda: limits.spend(limits.PASSWORD, "ewa"))) == MANY - 2
    assert Limit.objects.get().spent == limits.PASSWORD.most


def test_one_application_is_added_however_often_the_button_is_pressed(ewa):
    code = shown()
    results = at_once(lambda: actions.add_application(ewa, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", code, by=ewa))
    assert refused(results) == MANY - 1
    assert [factor.type for factor in factors.of(ewa)] == ["totp"]
