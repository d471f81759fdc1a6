import uuid
from typing import Any

import pytest

from gromada.institutions.models import Institution
from gromada.journal.models import Entry
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.records.actions import add_file, change, create, remove_file
from gromada.records.models import Attachment, Kind, Record, StoredFile
from tests.kit import making

PESEL = "44051401359"  # the one of the textbooks


def refused(*args: Any, **kwargs: Any) -> dict[str, str]:
    with pytest.raises(Refusal) as caught:
        create(*args, **kwargs)
    assert not Record.objects.exists() and not Entry.objects.exists()
    return {no.where: no.sentence for no in caught.value.reasons}


def test_evidence_of_each_kind_is_written_with_who_and_when(centre: Institution, worker: Person, upload: Any) -> None:
    said: dict[str, dict[str, Any]] = {
        Kind.LINK: {"link": "https://www.topolno.example/festyn"},
        Kind.TEXT: {"text": "Sąsiedzi sami otworzyli świetlicę."},
        Kind.COUNT: {"count": 0, "counted": "osoby na spotkaniu"},
        Kind.FILE: {"files": (upload(making.pdf(), "plan.pdf"), upload(making.pdf(2), "plan 2.pdf"))},
        Kind.ON_SITE: {"text": "Tablica przy wejściu."},
    }
    assert set(said) == set(Kind.values)
    for kind, facts in said.items():
        made = create(centre, kind, by=worker, title=f"Dowód {kind}", **facts)
        line = Entry.objects.get(subject=str(made.uid))
        assert (made.by, made.institution, line.actor, line.verb) == (worker, centre, str(worker.uid), "record.created")
        assert line.facts["kind"] == kind
        assert len(line.facts["files"]) == made.attachments.count() == (2 if kind == Kind.FILE else 0)


def test_the_journal_holds_no_word_of_a_record(centre: Institution, worker: Person) -> None:
    create(centre, Kind.TEXT, by=worker, title="Pani Nowakowa", text="opowiedziała o chorobie")
    line = Entry.objects.get()
    assert "Nowakowa" not in str(line.facts) and "chorob" not in str(line.facts)


@pytest.mark.parametrize(
    ("kind", "facts", "where"),
    [
        (Kind.LINK, {}, "link"),
        (Kind.LINK, {"link": "javascript:alert(1)"}, "link"),
        (Kind.LINK, {"link": "www.topolno.example"}, "link"),
        (Kind.LINK, {"link": "https://"}, "link"),
        (Kind.LINK, {"link": 'https://a.example/"><script>'}, "link"),
        (Kind.LINK, {"link": "https://a.example/" + "a" * 500}, "link"),
        (Kind.TEXT, {"text": "   "}, "text"),
        (Kind.COUNT, {"counted": "osoby"}, "count"),
        (Kind.COUNT, {"count": -1, "counted": "osoby"}, "count"),
        (Kind.COUNT, {"count": 10**12, "counted": "osoby"}, "count"),
        (Kind.COUNT, {"count": 7}, "counted"),
        (Kind.FILE, {}, "files"),
        (Kind.TEXT, {"text": "a", "period_from": "2026-02-30"}, "period_from"),
        (Kind.TEXT, {"text": "a", "period_to": "luty"}, "period_to"),
        (Kind.TEXT, {"text": "a", "period_from": "2026-05", "period_to": "2026-04"}, "period_to"),
        (Kind.TEXT, {"text": "a", "started_by": "nobody"}, "started_by"),
        (Kind.TEXT, {"text": f"PESEL {PESEL}"}, "text"),
        ("song", {}, "kind"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_wrong(
    centre: Institution, worker: Person, kind: str, facts: dict[str, Any], where: str
) -> None:
    reasons = refused(centre, kind, by=worker, title="Dowód", **facts)
    assert list(reasons) == [where]
    assert reasons[where].endswith(".")


def test_every_mistake_is_named_at_once(centre: Institution, worker: Person) -> None:
    reasons = refused(centre, Kind.LINK, by=worker, title=" ", link="nowhere", period_from="13", text=PESEL)
    assert set(reasons) == {"title", "link", "period_from", "text"}


def test_a_month_may_end_in_its_last_day(centre: Institution, worker: Person) -> None:
    made = create(centre, Kind.TEXT, by=worker, title="D", text="a", period_from="2026-05-20", period_to="2026-05")
    assert (made.period_from, made.period_to) == ("2026-05-20", "2026-05")


def test_one_refused_file_leaves_no_record_and_no_bytes(
    centre: Institution, worker: Person, upload: Any, files: Any
) -> None:
    reasons = refused(centre, Kind.FILE, by=worker, title="D", files=(upload(b"MZ\0\0", "plan.pdf"),))
    assert "a program" in reasons["files"]
    assert not StoredFile.objects.exists()
    assert [path for path in files.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (f"Jan;{PESEL}\n".encode(), "lista.csv"),
        (making.word(f"Numer {PESEL}."), "lista.docx"),
        (making.sheet(("Jan", PESEL)), "lista.xlsx"),
        (making.sheet(("Jan", int(PESEL))), "lista.xlsx"),
        (making.open_document(content=f"<text:p>{PESEL}</text:p>".encode()), "lista.odt"),
    ],
)
def test_a_file_with_a_pesel_is_refused_and_not_kept(
    centre: Institution, worker: Person, upload: Any, files: Any, content: bytes, name: str
) -> None:
    reasons = refused(centre, Kind.FILE, by=worker, title="D", files=(upload(content, name),))
    assert "PESEL" in reasons["files"]
    assert [path for path in files.rglob("*") if path.is_file()] == []


def test_the_same_record_sent_twice_is_made_once(centre: Institution, worker: Person) -> None:
    minted = uuid.uuid4()
    first, second = (create(centre, Kind.TEXT, by=worker, title="D", text="a", uid=minted) for _ in range(2))
    assert first == second
    assert (Record.objects.count(), Entry.objects.count()) == (1, 1)


class TestChanging:
    @pytest.fixture
    def record(self, centre: Institution, worker: Person) -> Record:
        return create(centre, Kind.TEXT, by=worker, title="Festyn", text="Było głośno.", started_by="residents")

    def test_only_what_is_given_changes(self, record: Record, worker: Person) -> None:
        changed = change(record, by=worker, title="Festyn w parku")
        assert (changed.title, changed.text, changed.started_by) == ("Festyn w parku", "Było głośno.", "residents")
        assert Entry.objects.get(verb="record.changed").facts == {"fields": ["title"]}

    def test_writing_the_same_again_is_no_change(self, record: Record, worker: Person) -> None:
        change(record, by=worker, title="Festyn")
        assert not Entry.objects.filter(verb="record.changed").exists()

    def test_a_change_is_looked_at_like_a_new_record(self, record: Record, worker: Person) -> None:
        with pytest.raises(Refusal):
            change(record, by=worker, text="")
        with pytest.raises(Refusal, match="PESEL"):
            change(record, by=worker, text=PESEL)
        assert Record.objects.get().text == "Było głośno."

    def test_a_stranger_may_not_change_it(
        self, record: Record, stranger: Person, outsider: Person, upload: Any
    ) -> None:
        for who in (stranger, outsider):
            with pytest.raises(Refusal):
                change(record, by=who, title="Inny")
            with pytest.raises(Refusal):
                add_file(record, upload(making.pdf(), "plan.pdf"), by=who)

    def test_whoever_wrote_it_may_change_it_without_a_function(self, centre: Institution, outsider: Person) -> None:
        record = create(centre, Kind.TEXT, by=outsider, title="Opinia", text="a")
        assert change(record, by=outsider, text="b").text == "b"

    def test_files_come_and_go_and_the_journal_knows(self, record: Record, worker: Person, upload: Any) -> None:
        added = add_file(record, upload(making.pdf(), "plan.pdf"), by=worker)
        assert record.attachments.get() == added
        remove_file(added, by=worker)
        assert not Attachment.objects.exists()
        assert StoredFile.objects.count() == 1  # until the sweep
        verbs = list(Entry.objects.values_list("verb", flat=True))
        assert verbs == ["record.created", "record.file_added", "record.file_removed"]

    def test_a_stranger_may_not_take_a_file_away(
        self, record: Record, worker: Person, stranger: Person, upload: Any
    ) -> None:
        added = add_file(record, upload(making.pdf(), "plan.pdf"), by=worker)
        with pytest.raises(Refusal):
            remove_file(added, by=stranger)
        assert Attachment.objects.exists()
