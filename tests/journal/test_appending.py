from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gromada.journal import chain
from gromada.journal.actions import Line, append, append_all
from gromada.journal.check import check
from gromada.journal.models import Entry, Head, Payload
from gromada.kit import clock

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def test_a_line_binds_the_one_before_it(lines: list[Entry]) -> None:
    assert [line.seq for line in lines] == [1, 2, 3, 4, 5, 6]
    assert lines[0].previous == chain.ZERO
    assert [line.previous for line in lines[1:]] == [line.digest for line in lines[:-1]]
    assert Head.objects.get().digest == lines[-1].digest


def test_the_personal_side_stands_apart_under_a_salt(lines: list[Entry]) -> None:
    payload = Payload.objects.get(entry=lines[2])
    assert "person 3" not in str(lines[2].facts)
    assert payload.content == {"name": "person 3"}
    assert lines[2].payload_digest == chain.payload_digest(payload.salt, payload.content)
    assert lines[2].payload_digest != chain.payload_digest("", payload.content)


@pytest.mark.django_db(transaction=True)
def test_a_line_needs_the_transaction_of_its_deed() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        append("step.taken", "case", "c", by="p")


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_leaves_no_line() -> None:
    with pytest.raises(ValueError, match="deed"), transaction.atomic():
        append("step.taken", "case", "c", by="p")
        raise ValueError("the deed failed")
    assert not Entry.objects.exists()


def test_without_its_head_row_nothing_more_is_written(lines: list[Entry]) -> None:
    Head.objects.all().delete()
    with pytest.raises(RuntimeError, match="gromada check"):
        append("step.taken", "case", "c", by="p")


def test_the_day_of_an_event_has_no_hour(db: None) -> None:
    with pytest.raises(TypeError):
        append("step.taken", "case", "c", by="p", on=datetime(2026, 3, 1, 12))


def test_a_line_written_in_another_zone_reads_back_whole(db: None) -> None:
    with clock.at(datetime(2026, 7, 1, 9, 30, 5, 123456, tzinfo=ZoneInfo("Pacific/Auckland"))):
        append("step.taken", "case", "c", by="p", on=date(2026, 6, 30))
    assert check() == []


NAMES = st.text(max_size=8)


class TestWhatIsWrittenIsRead(TestCase):
    @given(facts=st.dictionaries(NAMES, JSON, max_size=4), private=st.dictionaries(NAMES, JSON, min_size=1, max_size=4))
    def test_any_content_reads_back_with_its_digest(self, facts: dict[str, Any], private: dict[str, Any]) -> None:
        append("step.taken", "case", "c", by="p", facts=facts, private=private)
        assert check() == []


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="keeps no such number"):
        chain.plain({"share": number})


def test_lines_of_one_deed_follow_each_other_and_the_chain_holds(db: None) -> None:
    append("step.taken", "case", "c", by="p")
    many = [Line("step.taken", "case", str(n), {"n": n}, {"name": f"person {n}"} if n % 2 else None) for n in range(4)]
    made = append_all(many, by="p")
    assert [entry.seq for entry in made] == [2, 3, 4, 5]
    assert Payload.objects.count() == 2 and Head.objects.get().seq == 5
    assert append_all([], by="p") == [] and check() == []
