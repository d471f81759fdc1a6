"""Any journal, any tampering straight in the database: always found, and the line is named. Erasure is never damage."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gromada.journal.actions import append
from gromada.journal.chain import line_digest
from gromada.journal.check import COLUMNS, check
from gromada.journal.erasure import erase
from gromada.journal.findings import Finding, What
from gromada.journal.heads import compare, published, sign_day
from gromada.journal.models import DayHead, Entry, Head, Payload, Tombstone
from gromada.kit import clock

FIRST = date(2026, 1, 1)
several = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
Journal = list[dict[str, Any]]

journals = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.integers(0, 4),
            "verb": st.sampled_from(["step.taken", "case.opened", "record.created"]),
            "facts": st.dictionaries(st.sampled_from("abc"), st.integers() | st.text(max_size=5), max_size=3),
            "private": st.none() | st.dictionaries(st.sampled_from("xyz"), st.text(max_size=5), min_size=1, max_size=2),
            "erased": st.booleans(),
        }
    ),
    min_size=2,
    max_size=9,
).map(lambda lines: sorted(lines, key=lambda line: line["day"]))

# What somebody may put into a column so that it truly says something else.
OTHER: dict[str, Callable[[Any], Any]] = {
    "schema": lambda old: old + 1,
    "seq": lambda old: old + 1000,
    "uid": lambda old: "5a5a5a5a00004000800000000000000a",
    "happened_on": lambda old: (date(1999, 1, 1)).isoformat(),
    "entered_at": lambda old: datetime(1999, 1, 1, tzinfo=UTC),
    "facts": lambda old: json.dumps({"forged": True}),
    "content": lambda old: json.dumps({"forged": True}),
    "entry_id": lambda old: (old or 0) + 1000,
    "erased_on": lambda old: date(1999, 1, 1),
    "signed_at": lambda old: datetime(1999, 1, 1, tzinfo=UTC),
    "day": lambda old: date(1999, 1, 1),
    "id": lambda old: old + 1,
}
TABLES = [Entry, Payload, Tombstone, Head, DayHead]
columns = st.sampled_from([(model, field.column) for model in TABLES for field in model._meta.concrete_fields])


@pytest.fixture
def tampered(transactional_db: None, tmp_path: Path) -> Callable[..., tuple[list[Finding], list[Finding]]]:
    """Builds a journal, lets `tamper` at it, checks, and takes everything back."""

    def run(journal: Journal, tamper: Callable[[], Any]) -> tuple[list[Finding], list[Finding]]:
        with transaction.atomic():
            write(journal)
            outside = tmp_path / "heads.json"
            outside.write_text(json.dumps(published()))
            assert not [finding for finding in check() if finding.is_damage]
            assert compare(outside) == []
            tamper()
            findings = check(), compare(outside)
            transaction.set_rollback(True)
        return findings

    return run


def write(journal: Journal) -> None:
    for said in journal:
        with clock.at(FIRST + timedelta(days=said["day"])):
            entry = append(said["verb"], "case", "c1", by="p1", facts=said["facts"], private=said["private"])
            if said["private"] and said["erased"]:
                erase(entry, basis="RODO, art. 17", by="p2")
    with clock.at(FIRST + timedelta(days=9)):
        for day in range(6):
            sign_day(FIRST + timedelta(days=day))


def execute(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def read(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@several
@given(journal=journals)
def test_an_untouched_journal_is_whole_and_every_erasure_is_reported(tampered: Any, journal: Journal) -> None:
    findings, outside = tampered(journal, lambda: None)
    erased = sum(bool(said["private"]) and said["erased"] for said in journal)
    assert [finding.what for finding in findings] == [What.ERASED] * erased
    assert outside == []


@several
@given(journal=journals, column=columns, choice=st.integers(0, 100))
def test_any_change_of_any_column_is_found_and_named(tampered: Any, journal: Journal, column: Any, choice: int) -> None:
    model, name = column
    table, key = model._meta.db_table, model._meta.pk.column
    touched: list[Any] = []

    def tamper() -> None:
        rows = read(f'select "{key}", "{name}" from {table} order by 1')
        assume(rows)
        row, old = rows[choice % len(rows)]
        new = OTHER.get(name, lambda old: (old or "")[:-1] + ("0" if (old or "")[-1:] != "0" else "1"))(old)
        execute(f'update {table} set "{name}" = %s where "{key}" = %s', new, row)
        touched.append(row)

    findings, _outside = tampered(journal, tamper)
    damage = [finding for finding in findings if finding.is_damage]
    assert damage
    if model in (Entry, Payload):
        assert touched[0] in {finding.line for finding in damage}
        assert any(str(touched[0]) in finding.sentence for finding in damage)


@several
@given(journal=journals, model=st.sampled_from(TABLES), choice=st.integers(0, 100))
def test_any_row_that_is_deleted_is_found(tampered: Any, journal: Journal, model: Any, choice: int) -> None:
    table, key = model._meta.db_table, model._meta.pk.column
    touched: list[Any] = []

    def tamper() -> None:
        rows = read(f'select "{key}" from {table} order by 1')
        assume(rows)
        touched.append(rows[choice % len(rows)][0])
        execute(f'delete from {table} where "{key}" = %s', touched[0])

    findings, _outside = tampered(journal, tamper)
    damage = [finding for finding in findings if finding.is_damage]
    assert damage
    if model in (Entry, Payload):
        # A line cut from the very end is named by the line that is now the last.
        assert {touched[0], touched[0] - 1} & {finding.line for finding in damage}


@several
@given(journal=journals, data=st.data())
def test_a_line_slipped_in_is_found_however_well_it_is_made(
    tampered: Any, journal: Journal, data: st.DataObject
) -> None:
    place: list[int] = []

    def tamper() -> None:
        end = Head.objects.get().seq
        seq = data.draw(st.integers(1, end + 1))
        place.append(seq)
        for moved in range(end, seq - 1, -1):  # what stood there makes room, well-made digests and all
            execute("update journal_entry set seq = %s where seq = %s", moved + 1, moved)
            execute("update journal_payload set entry_id = %s where entry_id = %s", moved + 1, moved)
            execute("update journal_tombstone set entry_id = %s where entry_id = %s", moved + 1, moved)
        before = Entry.objects.filter(seq=seq - 1).first()
        slipped = Entry(
            seq=seq, happened_on=FIRST, entered_at=datetime(2026, 1, 1, tzinfo=UTC), actor="p1", verb="case.opened",
            subject_kind="case", subject="c9", previous=before.digest if before else "0" * 64,
        )  # fmt: skip
        slipped.digest = digest_of(slipped)
        slipped.save(force_insert=True)
        # Beyond the last signed head a forger who knows the form writes what he likes: hence a head every day.
        if seq <= DayHead.objects.order_by("-seq")[0].seq and data.draw(st.booleans()):
            rewrite(seq + 1)

    findings, outside = tampered(journal, tamper)
    assert [finding for finding in findings + outside if finding.is_damage]
    if outside == []:  # the chain was not written anew, so the place itself is named
        assert {place[0], place[0] + 1} & {finding.line for finding in findings}


@several
@given(journal=journals, data=st.data())
def test_two_lines_that_change_places_are_both_named(tampered: Any, journal: Journal, data: st.DataObject) -> None:
    pair: list[int] = []

    def tamper() -> None:
        end = Head.objects.get().seq
        pair.extend(data.draw(st.lists(st.integers(1, end), min_size=2, max_size=2, unique=True)))
        one, other = pair
        for old, new in ((one, 1000), (other, one), (1000, other)):
            execute("update journal_entry set seq = %s where seq = %s", new, old)

    findings, _outside = tampered(journal, tamper)
    assert set(pair) <= {finding.line for finding in findings if finding.is_damage}


@several
@given(journal=journals, data=st.data())
def test_a_cut_tail_is_found_outside_when_every_trace_inside_is_gone(
    tampered: Any, journal: Journal, data: st.DataObject
) -> None:
    kept: list[int] = []

    def tamper() -> None:
        last_signed = DayHead.objects.order_by("-seq").values_list("seq", flat=True)[0]
        seq = data.draw(st.integers(0, last_signed - 1))
        kept.append(seq)
        for table in ("journal_payload", "journal_tombstone"):
            execute(f"delete from {table} where entry_id > %s", seq)
        execute("delete from journal_entry where seq > %s", seq)
        execute("delete from journal_dayhead")
        last = Entry.objects.filter(seq=seq).first()
        if last:
            execute("update journal_head set seq = %s, digest = %s", seq, last.digest)
        else:
            execute("delete from journal_head")

    _findings, outside = tampered(journal, tamper)
    cut = [finding for finding in outside if finding.what == What.CUT_OFF]
    assert cut and all(finding.line and finding.line > kept[0] for finding in cut)


@several
@given(journal=journals, data=st.data())
def test_a_chain_written_anew_is_found_though_its_head_row_fits(
    tampered: Any, journal: Journal, data: st.DataObject
) -> None:
    def tamper() -> None:
        last_signed = DayHead.objects.order_by("-seq").values_list("seq", flat=True)[0]
        rewrite(data.draw(st.integers(1, last_signed)), actor="somebody else")

    findings, outside = tampered(journal, tamper)
    assert any(finding.what == What.CHANGED for finding in outside)
    assert any(finding.is_damage for finding in findings)


def rewrite(seq: int, **changed: Any) -> None:
    """A forger who knows the form: every digest from a line on computed anew, the head row turned to it."""
    before = Entry.objects.filter(seq=seq - 1).values_list("digest", flat=True).first() or "0" * 64
    for line in Entry.objects.filter(seq__gte=seq).order_by("seq"):
        for name, value in changed.items():
            setattr(line, name, value)
        line.previous = before
        before = line.digest = digest_of(line)
        Entry.objects.filter(seq=line.seq).update(previous=line.previous, digest=line.digest, **changed)
    end = Entry.objects.order_by("-seq")[0]
    execute("update journal_head set seq = %s, digest = %s", end.seq, end.digest)


def digest_of(line: Entry) -> str:
    return line_digest(*[getattr(line, name) for name in COLUMNS[:12]])
