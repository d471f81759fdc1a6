from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language, override

from gromada.journal import following
from gromada.journal.actions import append
from gromada.journal.erasure import erase
from gromada.journal.following import behind, follow, has_work, rebuild, register, run_all
from gromada.journal.models import Cursor, Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "followers", {})


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def ten_lines(transactional_db: None) -> list[Entry]:
    return [line(number) for number in range(1, 11)]


def line(number: int) -> Entry:
    with transaction.atomic():
        return append("step.taken", "case", f"c{number}", by="p1", private={"name": f"person {number}"})


class Reader:
    def __init__(self, fails_at: int | None = None, error: Exception | None = None) -> None:
        self.read: list[int] = []
        self.fails_at, self.error = fails_at, error or KeyError("Jan Kowalski")

    def __call__(self, entry: Entry) -> None:
        if entry.seq == self.fails_at:
            raise self.error
        self.read.append(entry.seq)


def test_a_follower_reads_every_line_once_and_in_order(ten_lines: list[Entry]) -> None:
    reader = Reader()
    assert [follow("register", reader, batch=4) for _ in range(4)] == [4, 4, 2, 0]
    assert reader.read == list(range(1, 11))


def test_the_personal_part_comes_along_without_another_query(ten_lines: list[Entry]) -> None:
    names = []
    with CaptureQueriesContext(connection) as queries:
        follow("register", lambda entry: names.append(entry.payload.content["name"]))
    assert names[:2] == ["person 1", "person 2"]
    assert sum("journal_payload" in query["sql"] for query in queries) == 1


def test_a_follower_meets_erased_lines_too(ten_lines: list[Entry]) -> None:
    erase(ten_lines[3], basis="RODO, art. 17", by="p9")
    seen = {}
    follow("register", lambda entry: seen.update({entry.seq: hasattr(entry, "payload")}))
    assert seen[4] is False and seen[5] is True


def test_a_failing_line_stops_its_follower_and_keeps_what_came_before(ten_lines: list[Entry]) -> None:
    follow("register", Reader(fails_at=7))
    cursor = Cursor.objects.get()
    assert cursor.seq == 6
    assert cursor.failures == 1
    assert "7" in cursor.failure and "step.taken" in cursor.failure and "KeyError" in cursor.failure


def test_a_refusal_is_kept_as_a_sentence_for_people_in_the_language_of_the_house(ten_lines: list[Entry]) -> None:
    spoken = []

    def refuse(entry: Entry) -> None:
        spoken.append(get_language())
        raise Refusal("Tokena nie ma.")

    with override("en"):
        follow("register", refuse)
    cursor = Cursor.objects.get()
    assert cursor.sentence == "Tokena nie ma." and "step.taken" in cursor.failure and "Tokena nie ma." in cursor.failure
    assert set(spoken) == {settings.LANGUAGE_CODE}


def test_what_broke_inside_is_no_sentence_for_people(ten_lines: list[Entry]) -> None:
    follow("register", Reader(fails_at=1))
    assert Cursor.objects.get().sentence == ""


def test_what_failed_leaves_nothing_half_written(ten_lines: list[Entry]) -> None:
    def fill(entry: Entry) -> None:
        Cursor.objects.create(name=f"row {entry.seq}")
        if entry.seq == 3:
            raise ValueError("third")

    follow("register", fill)
    assert sorted(Cursor.objects.exclude(name="register").values_list("name", flat=True)) == ["row 1", "row 2"]


def test_the_failure_names_kind_and_place_but_quotes_nothing(
    ten_lines: list[Entry], caplog: pytest.LogCaptureFixture
) -> None:
    follow("register", Reader(fails_at=1))
    assert "Kowalski" not in Cursor.objects.get().failure
    assert "Kowalski" not in caplog.text
    assert "test_following.py" in Cursor.objects.get().failure


def test_a_refusal_is_kept_in_its_own_words(ten_lines: list[Entry]) -> None:
    follow("register", Reader(fails_at=1, error=Refusal("There is no such town.")))
    assert "There is no such town." in Cursor.objects.get().failure


def test_a_stopped_follower_waits_longer_each_time_and_never_more_than_a_quarter(ten_lines: list[Entry]) -> None:
    reader, moment, waits = Reader(fails_at=1), clock.now(), []
    for _ in range(12):
        with clock.at(moment):
            follow("register", reader)
        again = Cursor.objects.get().retry_at
        waits.append((again - moment).total_seconds())
        moment = again
    assert waits[:3] == [5, 10, 20]
    assert waits[-1] == 15 * 60


def test_before_its_time_it_is_not_tried_again(ten_lines: list[Entry]) -> None:
    follow("register", Reader(fails_at=1))
    mended = Reader()
    assert follow("register", mended) == 0
    with clock.at(clock.now() + timedelta(seconds=6)):
        assert follow("register", mended) == 10
    cursor = Cursor.objects.get()
    assert (cursor.failure, cursor.failures, cursor.retry_at) == ("", 0, None)


def test_one_that_fails_does_not_hold_up_the_others(ten_lines: list[Entry]) -> None:
    bad, good = Reader(fails_at=2), Reader()
    register("certificates", bad)
    register("register", good)
    assert run_all() == {"certificates": 1, "register": 10}
    assert good.read == list(range(1, 11))


def test_everybody_follows_to_the_end_over_many_batches(transactional_db: None) -> None:
    for number in range(450):
        line(number)
    reader = Reader()
    register("register", reader)
    assert run_all() == {"register": 450}
    assert run_all() == {}


def test_following_stops_when_its_time_is_over_and_goes_on_later(ten_lines: list[Entry]) -> None:
    reader = Reader()
    register("register", reader)
    assert run_all(seconds=0) == {"register": 0}
    assert run_all() == {"register": 10}


def test_how_far_behind_everybody_is(ten_lines: list[Entry]) -> None:
    register("register", Reader())
    register("certificates", Reader(fails_at=4))
    assert [(lag.name, lag.lines) for lag in behind()] == [("certificates", 10), ("register", 10)]
    assert has_work()
    run_all()
    slow, done = behind()
    assert (slow.lines, slow.waits) == (7, True)
    assert (done.lines, done.failure) == (0, "")
    assert not has_work()
    with clock.at(slow.retry_at):
        assert has_work()


def test_an_idle_poll_only_reads(ten_lines: list[Entry]) -> None:
    register("register", Reader())
    run_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "atomic", None)
        assert run_all() == {}


def test_rebuilding_empties_and_starts_from_the_first_line(ten_lines: list[Entry]) -> None:
    reader = Reader(fails_at=9)
    register("register", reader, empty=lambda: reader.read.clear())
    run_all()
    assert behind()[0].waits
    reader.fails_at = None
    rebuild("register")
    assert (reader.read, Cursor.objects.get().seq) == ([], 0)
    run_all()
    assert reader.read == list(range(1, 11))


def test_a_batch_that_does_not_commit_does_not_move_the_cursor(ten_lines: list[Entry]) -> None:
    with transaction.atomic():
        follow("register", Reader())
        transaction.set_rollback(True)
    assert not Cursor.objects.exists()
    assert connection.get_autocommit()
