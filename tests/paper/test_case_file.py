"""A case's whole file: what each reader may see and nothing else, as one PDF and as a ZIP with an index."""

import csv
import hashlib
import io
import json
import zipfile

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from gromada.certification.actions import letters
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Ballot, Case, Letter
from gromada.certification.proceeding import engine
from gromada.certification.queries.roles import holders_of
from gromada.paper import case_set
from gromada.paper.actions.incoming import assign, receive
from gromada.paper.case_file import Piece, pieces
from gromada.people.models import Person
from tests.builders.cases import World, act, fill, stranger
from tests.builders.signing import signed_in
from tests.paper.mails import message

OPINION = "Zdanie, które jest tylko w pierwszej opinii i którego nikt inny jeszcze nie może przeczytać. " * 3


@pytest.fixture
def judged(world: World) -> Case:
    """Handed in, opened, admitted: the experts write."""
    case = world.begin()
    act(case, "submit")
    act(case, "open_case")
    act(case, "admit", over={"experts": [str(p.uid) for p in world.members["experts"][:2]]})
    return case


def until(case: Case, vote: bool = True) -> Case:
    """Along the main road up to the sitting that decides."""
    while True:
        lead = engine.leading(case.rules, case.state)
        assert lead is not None
        act(case, lead.id)
        if lead.how.vote:
            return case


def text(found: list[Piece]) -> str:
    return "\n".join("\n".join([p.title, p.who, *(b.text for b in p.blocks)]) for p in found)


def test_the_file_is_in_order_of_days_and_numbered(judged: Case, office: Person) -> None:
    found = pieces(judged, office)
    assert [p.number for p in found] == list(range(1, len(found) + 1))
    assert [(p.on, p.at) for p in found] == sorted((p.on, p.at) for p in found)
    assert len(found) >= 3


def test_what_came_in_is_part_of_the_file_for_the_issuers_side_alone(
    judged: Case, world: World, office: Person
) -> None:
    told = receive([message("Kiedy będzie wizyta?", subject="Pytanie o wizytę")], judged.issuer, by=office)
    assign(told.letters[0], judged, by=office)
    (piece,) = [p for p in pieces(judged, office) if p.title == "Pytanie o wizytę"]
    assert "Kiedy będzie wizyta?" in text([piece]) and [a.name for a in piece.files] == ["pismo.eml"]
    assert "Pytanie o wizytę" not in text(pieces(judged, world.head))


def test_an_opinion_stays_closed_until_all_are_in(judged: Case, world: World) -> None:
    step = engine.leading(judged.rules, judged.state)
    assert step is not None and step.form
    first, second = (p for r in step.by for p in holders_of(judged, judged.edition.built.roles[r]))
    form = judged.edition.built.forms[step.form]
    field = next(f for f in form.fields if f.type == "text")
    fill(judged, form.id, by=first, over={field.id: OPINION})
    take_step(judged, step.id, by=first)
    readers = {"second": second, "office": world.members["office"][0], "head": world.head}
    assert OPINION.strip() in text(pieces(judged, first))
    for who, person in readers.items():
        assert OPINION.strip() not in text(pieces(judged, person)), who


def test_the_institution_sees_no_sitting_and_no_name_of_an_expert(judged: Case, world: World, office: Person) -> None:
    until(judged)
    experts = [p.person.name for p in judged.contributions.select_related("person")]
    mine, theirs = text(pieces(judged, office)), text(pieces(judged, world.head))
    assert experts and all(name in mine for name in experts)
    kinds = {p.kind for p in pieces(judged, world.head)}
    assert "sitting" in {p.kind for p in pieces(judged, office)} and "sitting" not in kinds
    opinions = [p for p in pieces(judged, world.head) if p.kind == "part"]
    assert not opinions
    assert "Wszyscy za." in mine and "Wszyscy za." not in theirs


def test_a_secret_vote_is_told_as_a_count_without_names(judged: Case, world: World, office: Person) -> None:
    until(judged)
    sitting = judged.sittings.get()
    cast = {b.person.name: b for b in Ballot.objects.filter(sitting=sitting).select_related("person")}
    assert cast
    judged.sittings.update(kind="secret")
    (piece,) = [p for p in pieces(judged, office) if p.kind == "sitting"]
    lines = [b.text for b in piece.blocks]
    outcome = sitting.outcome
    word = judged.edition.built.text(("proceeding", judged.proceeding, "outcome", sitting.step, outcome), "pl")
    assert not [line for line in lines if any(line.startswith(name) and word in line for name in cast)]


def test_a_draft_is_no_part_of_the_file_and_a_letter_that_went_is(judged: Case, office: Person) -> None:
    (draft,) = letters.prepare(judged, "visit_notice")
    subject = draft.subject
    assert subject not in text(pieces(judged, office))
    letters.send(draft, "print", by=office)
    assert subject in text(pieces(judged, office))


def test_the_pdf_has_a_cover_an_index_and_every_part(judged: Case, office: Person) -> None:
    answer = signed_in(office).get(reverse("paper:file_pdf", args=[judged.uid]))
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    cover = reader.pages[0].extract_text()
    found = pieces(judged, office)
    assert judged.number in cover and all(piece.title.split(":")[0] in cover for piece in found)
    assert "pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert len(reader.outline) >= 1


def test_the_zip_names_every_file_in_ascii_and_its_index_is_true(judged: Case, office: Person) -> None:
    (draft,) = letters.prepare(judged, "visit_notice")
    letters.send(draft, "print", by=office)
    assign(receive([message("", subject="Samo pismo")], judged.issuer, by=office).letters[0], judged, by=office)
    answer = signed_in(office).get(reverse("paper:file_zip", args=[judged.uid]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    names = archive.namelist()
    assert all(name.isascii() and "/" not in name and " " not in name for name in names)
    rows = json.loads(archive.read("index.json"))["documents"]
    assert {row["file"] for row in rows} == set(names) - {"index.csv", "index.json"}
    for row in rows:
        assert hashlib.sha256(archive.read(row["file"])).hexdigest() == row["sha256"], row["title"]
    written = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig")), delimiter=";"))
    assert [r["tytuł"] for r in written] == [r["title"] for r in rows]
    letter = Letter.objects.get(pk=draft.pk)
    assert next(r for r in rows if r["title"] == letter.subject)["sha256"] == letter.set_letters.get().pdf.digest


def test_a_cell_of_the_index_is_never_a_formula() -> None:
    row = case_set.Row("001", "2026-03-01", "step", "=HYPERLINK(1)", "+48", "a.pdf", "0" * 64)
    assert b"'=HYPERLINK" in case_set.index_csv([row]) and b"'+48" in case_set.index_csv([row])


def test_a_file_that_is_too_long_or_too_large_is_refused_in_a_sentence(
    judged: Case, office: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_set, "MOST_SIGNS", 10)
    answer = signed_in(office).get(reverse("paper:file_pdf", args=[judged.uid]))
    assert answer.status_code == 409 and "ZIP" in answer.content.decode()
    monkeypatch.setattr(case_set, "MOST_BYTES", -1)
    assert signed_in(office).get(reverse("paper:file_zip", args=[judged.uid])).status_code == 409


def test_strangers_learn_nothing(judged: Case) -> None:
    for name in ("file", "file_pdf", "file_zip"):
        address = reverse(f"paper:{name}", args=[judged.uid])
        assert signed_in(stranger()).get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_whoever_owes_a_declaration_gets_no_file(judged: Case, world: World) -> None:
    asked = world.members["experts"][0]
    judged.declarations.filter(person=asked).update(degree="asked")
    assert signed_in(asked).get(reverse("paper:file_pdf", args=[judged.uid])).status_code == 404
    assert pieces(judged, asked) == []
