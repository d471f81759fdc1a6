"""One tampering at a time, by hand, with the sentence that must come of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from gromada.journal import check as checking
from gromada.journal.check import check
from gromada.journal.erasure import bury_file, erase
from gromada.journal.findings import What
from gromada.journal.following import follow
from gromada.journal.heads import sign_day
from gromada.journal.models import Cursor, DayHead, Entry, Head, Payload, Tombstone
from gromada.kit import clock
from gromada.kit.ids import new_uid

Sql = Callable[..., None]


def found() -> list[tuple[What, int | None]]:
    return [(finding.what, finding.line) for finding in check()]


def test_an_untouched_journal_has_no_findings(lines: list[Entry]) -> None:
    assert check() == []


def test_an_empty_journal_has_no_findings(db: None) -> None:
    assert check() == []


def test_a_changed_line_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("update journal_entry set actor = 'somebody else' where seq = 4")
    assert found() == [(What.CHANGED, 4)]
    assert "4" in check()[0].sentence


def test_a_changed_digest_is_named_once(lines: list[Entry], sql: Sql) -> None:
    sql("update journal_entry set digest = %s where seq = 4", "f" * 64)
    assert found() == [(What.CHANGED, 4)]


def test_a_removed_line_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("delete from journal_entry where seq = 4")
    assert found() == [(What.REMOVED, 4)]


def test_several_removed_lines_are_one_finding(lines: list[Entry], sql: Sql) -> None:
    sql("delete from journal_entry where seq in (1, 2)")
    (finding,) = check()
    assert (finding.what, finding.line) == (What.REMOVED, 1)
    assert "1" in finding.sentence and "2" in finding.sentence


def test_a_line_written_anew_with_a_right_digest_breaks_the_next_link(lines: list[Entry], sql: Sql) -> None:
    line = Entry.objects.get(seq=4)
    line.actor = "somebody else"
    sql("update journal_entry set actor = %s, digest = %s where seq = 4", line.actor, digest_of(line))
    assert found() == [(What.INSERTED, 5)]


def test_lines_that_changed_places_are_named(lines: list[Entry], sql: Sql) -> None:
    sql("update journal_entry set seq = 100 where seq = 2")
    sql("update journal_entry set seq = 2 where seq = 4")
    sql("update journal_entry set seq = 4 where seq = 100")
    named = {line for _what, line in found()}
    assert {2, 4} <= named


def test_a_line_whose_predecessor_is_elsewhere_was_moved(lines: list[Entry], sql: Sql) -> None:
    line = Entry.objects.get(seq=6)
    line.previous = lines[1].digest
    sql("update journal_entry set previous = %s, digest = %s where seq = 6", line.previous, digest_of(line))
    assert (What.MOVED, 6) in found()


def test_a_line_after_the_end_was_inserted(lines: list[Entry], sql: Sql) -> None:
    last = lines[-1]
    forged = Entry(**{field.attname: getattr(last, field.attname) for field in Entry._meta.fields})
    forged.seq, forged.previous, forged.uid = 7, last.digest, new_uid()
    forged.digest = digest_of(forged)
    forged.save(force_insert=True)
    assert found() == [(What.INSERTED, 7)]


def test_a_tail_that_was_cut_off_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("delete from journal_entry where seq = 6")
    assert found() == [(What.CUT_OFF, 5)]


def test_a_cut_that_also_turned_the_head_back_shows_against_the_signed_head(lines: list[Entry], sql: Sql) -> None:
    with clock.at(date(2026, 3, 5)):
        sign_day(date(2026, 3, 4))
    cut_to(4, sql)
    assert (What.CUT_OFF, 6) in found()


def test_a_cut_that_also_turned_the_head_back_shows_against_who_followed(lines: list[Entry], sql: Sql) -> None:
    follow("register", lambda entry: None)
    cut_to(4, sql)
    (finding,) = check()
    assert finding.what == What.CUT_OFF
    assert "register" in finding.sentence


def test_a_chain_written_anew_shows_against_the_signed_head(lines: list[Entry], sql: Sql) -> None:
    with clock.at(date(2026, 3, 5)):
        sign_day(date(2026, 3, 3))  # ends at line 5
    rewrite_from(4, sql)
    assert (What.CHANGED, 5) in found()


def test_a_head_row_turned_back_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("update journal_head set seq = 5, digest = %s", lines[4].digest)
    assert found() == [(What.INSERTED, 6)]


def test_a_head_row_with_another_digest_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("update journal_head set digest = %s", "0" * 63 + "1")
    assert found() == [(What.HEAD, 6)]


def test_a_missing_head_row_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("delete from journal_head")
    assert found() == [(What.HEAD, 6)]


def test_a_second_head_row_is_named(lines: list[Entry]) -> None:
    Head.objects.create(pk=2, seq=6, digest=lines[-1].digest)
    assert found() == [(What.HEAD, None)]


def test_a_changed_personal_part_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("update journal_payload set content = %s where entry_id = 3", '{"name": "somebody else"}')
    assert found() == [(What.PAYLOAD_CHANGED, 3)]


def test_a_changed_salt_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("update journal_payload set salt = '' where entry_id = 3")
    assert found() == [(What.PAYLOAD_CHANGED, 3)]


def test_a_personal_part_that_vanished_is_damage(lines: list[Entry], sql: Sql) -> None:
    sql("delete from journal_payload where entry_id = 3")
    assert found() == [(What.PAYLOAD_MISSING, 3)]
    assert check()[0].is_damage


def test_a_personal_part_that_came_later_is_named(lines: list[Entry]) -> None:
    Payload.objects.create(entry=lines[0], salt="s", content={"name": "added"})
    assert found() == [(What.PAYLOAD_CHANGED, 1)]


def test_a_lawful_erasure_is_reported_but_is_no_damage(lines: list[Entry]) -> None:
    erase(lines[2], basis="RODO, art. 17", by="p9")
    (finding,) = check()
    assert (finding.what, finding.line, finding.is_damage) == (What.ERASED, 3, False)
    assert "RODO, art. 17" in finding.sentence


def test_a_tombstone_made_by_hand_does_not_cover_a_theft(lines: list[Entry], sql: Sql) -> None:
    sql("delete from journal_payload where entry_id = 3")
    grave = Tombstone(entry=lines[2], digest=lines[2].payload_digest, basis="RODO", erased_on=date(2026, 3, 9), by="p9")
    grave.save(force_insert=True)
    assert found() == [(What.FORGED, 3)]


def test_an_altered_tombstone_is_named(lines: list[Entry], sql: Sql) -> None:
    erase(lines[2], basis="RODO, art. 17", by="p9")
    sql("update journal_tombstone set basis = 'because'")
    assert found() == [(What.FORGED, 3)]


def test_a_tombstone_that_was_taken_away_is_named(lines: list[Entry], sql: Sql) -> None:
    erase(lines[2], basis="RODO, art. 17", by="p9")
    sql("delete from journal_tombstone")
    assert found() == [(What.PAYLOAD_MISSING, 3), (What.REMOVED, 7)]


def test_an_erased_part_that_came_back_is_named(lines: list[Entry]) -> None:
    payload = Payload.objects.get(entry=lines[2])
    erase(lines[2], basis="RODO, art. 17", by="p9")
    payload.save(force_insert=True)
    assert found() == [(What.PAYLOAD_CHANGED, 3)]


def test_the_tombstone_of_a_file_needs_its_line_too(lines: list[Entry], sql: Sql) -> None:
    bury_file("a" * 64, basis="RODO, art. 17", by="p9")
    assert check() == []
    sql("update journal_tombstone set file_digest = %s", "b" * 64)
    assert found() == [(What.FORGED, None)]


def test_a_forged_signature_is_named(lines: list[Entry], sql: Sql) -> None:
    with clock.at(date(2026, 3, 5)):
        sign_day(date(2026, 3, 2))
    first, rest = DayHead.objects.get().signature[0], DayHead.objects.get().signature[1:]
    sql("update journal_dayhead set signature = %s", ("A" if first != "A" else "B") + rest)
    assert found()[0] == (What.FORGED, 3)


def test_a_head_signed_by_a_strangers_key_is_forged(lines: list[Entry], keys: Path, settings: object) -> None:
    with clock.at(date(2026, 3, 5)):
        sign_day(date(2026, 3, 2))
    (keys / "journal.pub").write_text("c3RyYW5nZXI=\n")
    assert found() == [(What.FORGED, 3)]


def test_a_signed_head_that_was_taken_away_is_named(lines: list[Entry], sql: Sql) -> None:
    with clock.at(date(2026, 3, 5)):
        sign_day(date(2026, 3, 2))
    sql("delete from journal_dayhead")
    assert found() == [(What.HEAD, 7)]


def test_memory_stays_and_batches_join(lines: list[Entry], sql: Sql, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "BATCH", 2)
    assert check() == []
    sql("update journal_entry set verb = 'other' where seq = 5")
    assert found() == [(What.CHANGED, 5)]


def test_a_row_that_cannot_be_read_is_a_finding_and_not_the_end(lines: list[Entry], sql: Sql) -> None:
    if connection.vendor == "sqlite":
        sql("pragma ignore_check_constraints = on")
        sql("update journal_entry set facts = 'no json', entered_at = 'never' where seq = 2")
        sql("update journal_payload set content = 'no json' where entry_id = 3")
        sql("pragma ignore_check_constraints = off")
    else:  # PostgreSQL keeps the types; infinity is the nearest to a moment that nobody can read
        sql("update journal_entry set entered_at = 'infinity' where seq = 2")
        sql("update journal_payload set content = '[]' where entry_id = 3")
    assert found() == [(What.CHANGED, 2), (What.PAYLOAD_CHANGED, 3)]


def digest_of(line: Entry) -> str:
    from_columns = [getattr(line, name) for name in checking.COLUMNS[:12]]
    return checking.line_digest(*from_columns)


def cut_to(seq: int, sql: Sql) -> None:
    kept = Entry.objects.get(seq=seq)
    sql("delete from journal_payload where entry_id > %s", seq)
    sql("delete from journal_entry where seq > %s", seq)
    sql("update journal_head set seq = %s, digest = %s", seq, kept.digest)


def rewrite_from(seq: int, sql: Sql) -> None:
    """A forger who knows the chain: changes a line and recomputes everything after it, head row included."""
    before = Entry.objects.get(seq=seq - 1).digest
    for line in Entry.objects.filter(seq__gte=seq).order_by("seq"):
        if line.seq == seq:
            line.verb = "something.else"
        line.previous = before
        before = line.digest = digest_of(line)
        line.save()
    Cursor.objects.all().delete()
    sql("update journal_head set digest = %s", before)
