"""Evidence: honest, of five kinds, at most what is needed; files that are opened only by those who may."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gromada.certification.actions.attaching import attach_snapshot_files
from gromada.certification.actions.evidence import bring
from gromada.certification.models import Case, Evidence
from gromada.kit import clock
from gromada.records.models import Attachment, Record
from tests.builders.cases import World, act, fill, institution_of, stranger
from tests.builders.forms import main_form, press
from tests.builders.signing import signed_in
from tests.certification.writing.conftest import held, step_url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


def plain(page: Any) -> str:
    return page.content.decode().replace("\u00a0", " ")


def adding(case: Case, node: str = "S4.3", step: str = "submit") -> str:
    return reverse("certification:evidence", args=[case.uid, step, node])


def note(text: str = "Notatka ze spotkania.", name: str = "notatka.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/plain")


def add(client: Client, case: Case, node: str = "S4.3", files: dict[str, Any] | None = None, **typed: Any) -> Any:
    return press(client, client.get(adding(case, node)), "make", files=files, **typed)


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("link", {"link": "https://example.org/tablica"}, "https://example.org/tablica"),
        ("text", {"text": "Na placu stanęła tablica."}, "Na placu stanęła tablica."),
        ("count", {"count": "112", "counted": "odpowiedzi"}, "112 odpowiedzi"),
        ("on_site", {"text": "Zeszyt dyżurów w szafie."}, "Zeszyt dyżurów w szafie."),
    ],
)
def test_each_kind_is_added_and_stands_by_its_node(
    head: Client, case: Case, kind: str, typed: dict[str, str], shown: str
) -> None:
    page = add(head, case, kind=kind, title="Tablica na placu", period_from="czerwiec 2025", **typed)
    assert page.request["PATH_INFO"] == step_url(case, "submit", "S4.3")
    assert "Tablica na placu" in plain(page)
    assert shown in plain(page)
    assert "czerwiec 2025" in plain(page)
    assert [e.node for e in Evidence.objects.filter(case=case)] == ["S4.3"]


def test_a_file_is_added_and_opened_by_the_institution_alone(head: Client, world: World, case: Case) -> None:
    page = add(head, case, files={"files": note()}, kind="file", title="Notatka")
    attachment = Attachment.objects.get()
    url = reverse("records:file", args=[attachment.uid])
    assert url in plain(page)
    assert b"".join(head.get(url).streaming_content) == b"Notatka ze spotkania."
    assert signed_in(stranger()).get(url).status_code == 404
    assert signed_in(world.members["board"][0]).get(url).status_code == 404


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "link", "title": "Bez adresu", "link": "www"},
        {"kind": "count", "title": "Bez liczby"},
        {"kind": "file", "title": "Bez pliku"},
        {"kind": "text", "title": "", "text": "Bez nazwy"},
        {"kind": "text", "title": "Zły dzień", "text": "Coś", "period_from": "kiedyś"},
        {"kind": "link", "title": "Skrypt", "link": "javascript:alert(1)"},
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_nothing_is_lost(
    head: Client, case: Case, typed: dict[str, str]
) -> None:
    page = add(head, case, **typed)
    assert page.status_code == 400
    assert 'data-kind="error"' in plain(page)
    values = dict(main_form(page).values)
    assert all(values.get(name) == said for name, said in typed.items())
    assert not Record.objects.exists()


def test_a_file_that_lies_about_its_kind_is_refused(head: Client, case: Case) -> None:
    page = add(
        head,
        case,
        files={"files": SimpleUploadedFile("plan.pdf", b"MZ\x90\x00program", "application/pdf")},
        kind="file",
        title="Plan",
    )
    assert page.status_code == 400
    assert not Record.objects.exists()
    assert not Attachment.objects.exists()


def test_a_list_of_names_is_warned_of_and_removed_with_one_press(head: Client, case: Case) -> None:
    names = "Lista obecności\n" + "\n".join(
        f"{n} Kowalska" for n in ("Anna", "Ewa", "Maria", "Zofia", "Irena", "Helena", "Jadwiga", "Teresa", "Danuta")
    )
    page = add(head, case, files={"files": note(names, "spotkanie.txt")}, kind="file", title="Spotkanie")
    assert "spotkanie.txt" in plain(page)
    assert any(b.name == "-discard" for b in main_form(page).buttons)
    page = press(head, page, "discard")
    assert not Evidence.objects.exists()
    assert not Attachment.objects.exists()
    assert "spotkanie.txt" not in plain(page)


def test_a_harmless_file_is_not_warned_of(head: Client, case: Case) -> None:
    page = add(head, case, files={"files": note()}, kind="file", title="Notatka")
    assert not any(b.name == "-discard" for b in main_form(page).buttons)


def test_one_record_may_stand_by_several_nodes(head: Client, case: Case) -> None:
    add(head, case, "S4.3", kind="text", title="Tablica na placu", text="Stoi.")
    record = Record.objects.get()
    page = head.get(adding(case, "S2.1"))
    answer = head.post(adding(case, "S2.1"), {"pick": "1", "records": [str(record.uid)]}, follow=True)
    assert "Tablica na placu" in plain(page)
    assert "Tablica na placu" in plain(answer)
    assert sorted(Evidence.objects.values_list("node", flat=True)) == ["S2.1", "S4.3"]
    assert Record.objects.count() == 1


def test_a_record_that_stands_there_is_not_offered_again(head: Client, case: Case) -> None:
    add(head, case, kind="text", title="Tablica na placu", text="Stoi.")
    assert str(Record.objects.get().uid) not in plain(head.get(adding(case)))


def test_records_of_another_institution_are_neither_shown_nor_taken(head: Client, world: World, case: Case) -> None:
    other = institution_of(world.edition, "OPS Inne", "Inne")
    record = Record.objects.create(
        institution=other, kind="text", title="Obce", text="x", by=world.head, created_at=clock.now()
    )
    assert "Obce" not in plain(head.get(adding(case)))
    head.post(adding(case), {"pick": "1", "records": [str(record.uid)]})
    head.post(step_url(case, "submit", "S4.3"), {"-offer": "S4.3", "-offered": [str(record.uid)]})
    assert not Evidence.objects.exists()


def test_what_fits_by_its_tags_is_offered_on_the_page_of_the_node(head: Client, world: World, case: Case) -> None:
    node = case.edition.built.standards["S4.3"]
    Record.objects.create(
        institution=world.institution, kind="count", title="Spotkanie po ankiecie", count=31, counted="osób", tags=[node.tags[0]],
        by=world.editor, created_at=clock.now(),
    )  # fmt: skip
    Record.objects.create(
        institution=world.institution,
        kind="text",
        title="Coś innego",
        text="x",
        by=world.editor,
        created_at=clock.now(),
    )
    page = head.get(step_url(case, "submit", "S4.3"))
    assert "Spotkanie po ankiecie" in plain(page)
    assert "Coś innego" not in plain(page)
    press(head, page, "offer", offered=[str(Record.objects.get(title="Spotkanie po ankiecie").uid)])
    assert Evidence.objects.get().record.title == "Spotkanie po ankiecie"


def test_taking_back_leaves_the_record_with_the_institution(head: Client, case: Case) -> None:
    page = add(head, case, kind="text", title="Tablica na placu", text="Stoi.")
    press(head, page, "drop", **{"standards:S4.3": "met"})
    assert not Evidence.objects.exists()
    assert Record.objects.exists()
    assert held(case, "application", "standards:S4.3") == "met"


def test_the_button_saves_what_was_typed_before_it_leads_away(head: Client, case: Case) -> None:
    page = press(head, head.get(step_url(case, "submit", "S4.3")), "evidence", **{"standards:S4.3": "partly"})
    assert page.request["PATH_INFO"] == adding(case)
    assert held(case, "application", "standards:S4.3") == "partly"


def test_evidence_is_closed_with_the_form(head: Client, case: Case) -> None:
    act(case, "submit")
    assert head.get(adding(case)).status_code == 302
    head.post(adding(case), {"make": "1", "kind": "text", "title": "Za późno", "text": "x"})
    assert not Evidence.objects.exists()


def test_a_form_without_evidence_has_no_such_page(world: World, case: Case) -> None:
    for step in ("submit", "open_case", "admit"):
        act(case, step)
    expert = signed_in(case.appointments.filter(role="expert").first().person)
    assert expert.get(adding(case, "S4", "give_opinion")).status_code == 404


def test_frozen_files_open_through_their_snapshot_for_its_readers_alone(head: Client, world: World, case: Case) -> None:
    add(head, case, files={"files": note()}, kind="file", title="Notatka")
    fill(case, "application", by=world.head)
    act(case, "submit")
    snapshot = case.snapshots.get()
    attach_snapshot_files(snapshot)
    own = Attachment.objects.get(owner_kind="snapshot")
    assert own.owner == str(snapshot.uid)
    assert attach_snapshot_files(snapshot) == [own]
    for step in ("open_case", "admit"):
        act(case, step)
    url = reverse("records:file", args=[own.uid])
    expert = case.appointments.filter(role="expert").first().person
    assert signed_in(expert).get(url).status_code == 200
    assert url in plain(signed_in(expert).get(step_url(case, "give_opinion", "S4")))
    live = reverse("records:file", args=[Attachment.objects.exclude(pk=own.pk).get().uid])
    assert signed_in(expert).get(live).status_code == 404
    assert signed_in(stranger()).get(url).status_code == 404
    case.declarations.filter(person=expert).update(degree="excluded")
    assert signed_in(expert).get(url).status_code == 404


def test_a_frozen_file_stays_when_the_institution_removes_its_own(head: Client, world: World, case: Case) -> None:
    page = add(head, case, files={"files": note("Lista obecności", "lista obecnosci.txt")}, kind="file", title="Lista")
    fill(case, "application", by=world.head)
    act(case, "submit")
    attach_snapshot_files(case.snapshots.get())
    Attachment.objects.filter(record__isnull=False).delete()
    own = Attachment.objects.get()
    assert page.status_code == 200
    assert head.get(reverse("records:file", args=[own.uid])).status_code == 200


def test_files_of_a_form_are_attached_listed_and_removed(head: Client, case: Case) -> None:
    page = press(head, head.get(step_url(case, "submit")), "attach", files={"files:letter": note(name="prosba.txt")})
    assert [f["name"] for f in held(case, "application", "letter")] == ["prosba.txt"]
    assert "prosba.txt" in plain(page)
    attachment = Attachment.objects.get()
    assert head.get(reverse("records:file", args=[attachment.uid])).status_code == 200
    page = press(head, page, "detach")
    assert held(case, "application", "letter") == []
    assert not Attachment.objects.exists()


def test_a_file_comes_with_whatever_button_is_pressed(head: Client, case: Case) -> None:
    page = press(head, head.get(step_url(case, "submit")), "take", files={"files:letter": note(name="prosba.txt")})
    assert page.status_code == 400
    assert [f["name"] for f in held(case, "application", "letter")] == ["prosba.txt"]


def test_a_refused_file_costs_nothing_of_what_was_typed(head: Client, case: Case) -> None:
    wrong = SimpleUploadedFile("pismo.exe", b"MZ\x90\x00", "application/octet-stream")
    page = press(head, head.get(step_url(case, "submit")), "save", files={"files:letter": wrong}, contact="Zofia Maj")
    assert 'data-kind="error"' in plain(page)
    assert held(case, "application", "contact") == "Zofia Maj"
    assert held(case, "application", "letter") is None


def test_no_more_files_fit_than_the_form_takes(head: Client, case: Case) -> None:
    for n in range(3):
        press(
            head,
            head.get(step_url(case, "submit")),
            "attach",
            files={"files:letter": note(f"Pismo {n}", f"pismo-{n}.txt")},
        )
    assert "files:letter" not in main_form(head.get(step_url(case, "submit"))).names


def test_a_file_in_a_draft_is_nobodys_outside_until_it_is_handed_in(head: Client, world: World, case: Case) -> None:
    press(head, head.get(step_url(case, "submit")), "attach", files={"files:letter": note(name="prosba.txt")})
    url = reverse("records:file", args=[Attachment.objects.get().uid])
    board = signed_in(world.members["board"][0])
    assert board.get(url).status_code == 404
    assert signed_in(stranger()).get(url).status_code == 404
    fill(case, "application", by=world.head)
    act(case, "submit")
    assert board.get(url).status_code == 200


def test_what_a_step_took_with_it_stays_when_the_draft_lets_it_go(head: Client, world: World, case: Case) -> None:
    press(head, head.get(step_url(case, "submit")), "attach", files={"files:letter": note(name="prosba.txt")})
    for step in ("submit", "open_case", "ask_to_complete"):
        act(case, step)
    press(head, head.get(step_url(case, "complete")), "detach")
    assert held(case, "application", "letter") == []
    assert Attachment.objects.filter(owner_kind="place").exists()


def test_evidence_brought_by_a_colleague_can_be_taken_back_but_not_destroyed(
    head: Client, editor: Client, world: World, case: Case
) -> None:
    record = Record.objects.create(
        institution=world.institution, kind="text", title="Cudze", text="x", by=world.editor, created_at=clock.now()
    )
    brought = bring(case, case.edition.built.forms["application"], "S4.3", record, by=world.editor)
    assert head.post(step_url(case, "submit", "S4.3"), {"-discard": str(brought.uid)}).status_code == 404
    press(head, head.get(step_url(case, "submit", "S4.3")), "drop")
    assert not Evidence.objects.exists()
    assert Record.objects.exists()
