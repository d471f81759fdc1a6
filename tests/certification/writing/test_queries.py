"""Pages read the database a fixed number of times, however many standards, answers and pieces of evidence there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gromada.certification.actions.evidence import bring
from gromada.certification.models import Case
from gromada.kit import clock
from gromada.records.models import Record
from tests.builders.cases import World, act, fill
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import step_url

pytestmark = pytest.mark.django_db
MOST = 25


def asked(client: Client, url: str) -> int:
    client.get(url)  # the session's own line is written with its first page
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def much_evidence(world: World, case: Case, number: int) -> None:
    form = case.edition.built.forms["application"]
    nodes = case.edition.built.at_level(case.parts, "indicator")
    for n in range(number):
        record = Record.objects.create(
            institution=world.institution, kind="count", title=f"Spotkanie {n}", count=n, counted="osób", by=world.editor,
            created_at=clock.now(),
        )  # fmt: skip
        bring(case, form, nodes[n % 5].id, record, by=world.editor)


@pytest.mark.parametrize("node", ["", "S1.1", "S1"])
def test_writing(head: Client, world: World, case: Case, node: str) -> None:
    empty = asked(head, step_url(case, "submit", node))
    fill(case, "application", by=world.head)
    much_evidence(world, case, 20)
    full = asked(head, step_url(case, "submit", node))
    assert full <= MOST
    assert full <= empty + 3  # attachments and what the ticked form looks up, once for all of them


@pytest.mark.parametrize("node", ["", "S1"])
def test_judging(world: World, case: Case, node: str) -> None:
    much_evidence(world, case, 20)
    for step in ("submit", "open_case", "admit"):
        act(case, step)
    client = signed_in(case.appointments.filter(role="expert").first().person)
    assert asked(client, step_url(case, "give_opinion", node)) <= MOST


@pytest.mark.parametrize("node", ["", "S6"])
def test_agreeing(world: World, case: Case, node: str) -> None:
    for step in ("submit", "open_case", "admit", "give_opinion"):
        act(case, step)
    client = signed_in(case.appointments.get(role="responsible").person)
    assert asked(client, step_url(case, "agree_finding", node)) <= MOST


def test_naming_people(world: World, case: Case) -> None:
    act(case, "submit")
    assert asked(signed_in(world.members["board"][0]), step_url(case, "open_case")) <= MOST


def test_reading(world: World, case: Case) -> None:
    much_evidence(world, case, 20)
    act(case, "submit")
    url = reverse("certification:reading", args=[case.uid, case.snapshots.get().uid])
    assert asked(signed_in(world.members["board"][0]), url) <= MOST


def test_adding_evidence(head: Client, world: World, case: Case) -> None:
    url = reverse("certification:evidence", args=[case.uid, "submit", "S4.3"])
    empty = asked(head, url)
    much_evidence(world, case, 20)
    assert asked(head, url) <= min(MOST, empty + 1)
