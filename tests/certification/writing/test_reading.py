"""Reading what was handed in: frozen, whole, with evidence beside; and by nobody who may not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gromada.certification.actions.evidence import bring
from gromada.certification.models import Case
from gromada.kit import clock
from gromada.people.models import Person
from gromada.records.models import Record
from tests.builders.cases import World, act, fill, stranger
from tests.builders.forms import press
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import step_url

pytestmark = pytest.mark.django_db


def read(who: Person | Client, case: Case, uid: Any, name: str = "reading") -> Any:
    client = who if isinstance(who, Client) else signed_in(who)
    return client.get(reverse(f"certification:{name}", args=[case.uid, uid]))


def plain(page: Any) -> str:
    return page.content.decode().replace("\u00a0", " ")


@pytest.fixture
def dossier(world: World, case: Case) -> Case:
    """A case whose application was handed in, with a story, a script and a piece of evidence in it."""
    form = case.edition.built.forms["application"]
    record = Record.objects.create(
        institution=world.institution, kind="count", title="Ankieta na podwórku", count=112, counted="odpowiedzi", period_from="2026-03",
        by=world.editor, created_at=clock.now(),
    )  # fmt: skip
    bring(case, form, "S1.1", record, by=world.editor)
    story = "Klucze mają mieszkanki.\nGrafik wisi na drzwiach.\n<script>alert(1)</script>"
    fill(case, "application", by=world.head, over={"standards:S1:narrative": story})
    return act(case, "submit")


def test_the_whole_dossier_stands_there_as_it_was_handed_in(world: World, dossier: Case) -> None:
    snapshot = dossier.snapshots.get()
    dossier.answers.filter(path="contact").update(value="Zmienione po złożeniu")
    text = plain(read(world.head, dossier, snapshot.uid))
    for node in dossier.edition.built.at_level(dossier.parts, "indicator"):
        assert dossier.edition.built.text(("standard", node.id), "pl") in text
    assert str(snapshot.content["answers"]["contact"]) in text
    assert "Zmienione po złożeniu" not in text
    assert "Klucze mają mieszkanki.<br>Grafik wisi na drzwiach." in text
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text


def test_evidence_stands_beside_and_is_that_of_the_day_of_handing_in(world: World, dossier: Case) -> None:
    Record.objects.update(title="Zmieniony tytuł", count=3)
    text = plain(read(world.head, dossier, dossier.snapshots.get().uid))
    assert "Ankieta na podwórku" in text
    assert "112 odpowiedzi, marzec 2026" in text
    assert "Zmieniony tytuł" not in text


def test_the_issuers_side_reads_it_and_a_stranger_does_not(world: World, dossier: Case) -> None:
    snapshot = dossier.snapshots.get()
    for body in ("board", "office"):
        assert read(world.members[body][0], dossier, snapshot.uid).status_code == 200
    assert read(stranger(), dossier, snapshot.uid).status_code == 404
    assert read(Client(), dossier, snapshot.uid).status_code == 302


def test_a_snapshot_of_another_case_does_not_open_through_ones_own(world: World, dossier: Case) -> None:
    other = dossier.edition
    elsewhere = Case.objects.create(
        issuer=other.issuer, edition=other, proceeding=dossier.proceeding, state="draft", institution=dossier.institution,
        begun_at=clock.now(), turned_on=clock.today(),
    )  # fmt: skip
    assert read(world.head, elsewhere, dossier.snapshots.get().uid).status_code == 404


def test_the_dossier_opens_after_the_declaration_of_impartiality(world: World, dossier: Case) -> None:
    act(dossier, "open_case")
    act(dossier, "admit")
    expert = dossier.appointments.get(role="expert").person
    snapshot = dossier.snapshots.get()
    assert read(expert, dossier, snapshot.uid).status_code == 200
    dossier.declarations.filter(person=expert).update(degree="asked")
    declare = reverse("certification:declare", args=[dossier.uid])
    assert read(expert, dossier, snapshot.uid).headers["Location"] == declare
    assert signed_in(expert).get(step_url(dossier, "give_opinion")).headers["Location"] == declare
    dossier.declarations.filter(person=expert).update(degree="excluded")
    assert read(expert, dossier, snapshot.uid).status_code == 404


def test_the_institution_reads_what_is_meant_for_it_and_no_more(world: World, dossier: Case) -> None:
    for step in ("open_case", "admit", "give_opinion", "agree_finding"):
        act(dossier, step)
    act(dossier, "decide", outcome="yes")
    readable = {t.step for t in dossier.taken.all() if read(world.head, dossier, t.uid, "content").status_code == 200}
    assert readable == {"submit", "open_case"}


def test_an_opinion_is_its_authors_alone_until_all_are_in(world: World, dossier: Case) -> None:
    people = world.members["experts"][:2]
    act(dossier, "open_case")
    act(dossier, "admit", over={"experts": [str(p.uid) for p in people]})
    fill(dossier, "opinion", by=people[0])
    client = signed_in(people[0])
    press(client, client.get(step_url(dossier, "give_opinion")), "take")
    part = dossier.contributions.get()
    responsible = dossier.appointments.get(role="responsible").person
    assert read(people[0], dossier, part.uid, "content").status_code == 200
    for other in (people[1], responsible, world.members["office"][0], world.head):
        assert read(other, dossier, part.uid, "content").status_code == 404
    fill(dossier, "opinion", by=people[1])
    other = signed_in(people[1])
    press(other, other.get(step_url(dossier, "give_opinion")), "take")
    assert read(people[1], dossier, part.uid, "content").status_code == 200
    assert read(responsible, dossier, part.uid, "content").status_code == 200
    assert read(world.head, dossier, part.uid, "content").status_code == 404


def test_an_opinion_is_read_beside_what_it_judged(world: World, dossier: Case) -> None:
    for step in ("open_case", "admit"):
        act(dossier, step)
    act(dossier, "give_opinion", over={"standards:S1": "partly", "standards:S1:reason": "Jeden klucz to mało."})
    responsible = dossier.appointments.get(role="responsible").person
    text = plain(read(responsible, dossier, dossier.contributions.get().uid, "content"))
    chapter = text[text.index('id="s-S1"') : text.index('id="s-S2"')]
    assert "Jeden klucz to mało." in chapter
    assert "Klucze mają mieszkanki." in chapter
    assert "Ankieta na podwórku" in chapter


def test_a_table_is_read_as_a_table_in_the_words_of_the_edition(world: World, dossier: Case) -> None:
    text = plain(read(world.head, dossier, dossier.snapshots.get().uid))
    where = ("form", "application", "field", "communities", "column", "kind", "option", "territorial")
    assert dossier.edition.built.text(where, "pl") in text
    assert ">territorial<" not in text
