import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gromada.kit import clock


def test_now_is_now() -> None:
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)


def test_a_stopped_clock_stands_until_it_is_let_go() -> None:
    moment = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    with clock.at(moment):
        assert clock.now() == clock.now() == moment
    assert clock.now() > moment


def test_a_day_means_its_noon_in_warsaw() -> None:
    with clock.at(date(2026, 7, 1)):
        assert clock.now() == datetime(2026, 7, 1, 10, tzinfo=UTC)
        assert clock.today() == date(2026, 7, 1)


def test_stops_within_stops_end_one_by_one() -> None:
    with clock.at(date(2026, 1, 1)):
        with clock.at(date(2027, 1, 1)):
            assert clock.today().year == 2027
        assert clock.today().year == 2026


def test_a_stop_ends_with_the_mistake_that_ends_it() -> None:
    with pytest.raises(KeyError), clock.at(date(2000, 1, 1)):
        raise KeyError
    assert clock.now() - datetime.now(UTC) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("hour", "warsaw", "auckland"),
    [(21, date(2026, 7, 1), date(2026, 7, 2)), (22, date(2026, 7, 2), date(2026, 7, 2))],
)
def test_today_is_a_day_of_a_zone(hour: int, warsaw: date, auckland: date) -> None:
    with clock.at(datetime(2026, 7, 1, hour, tzinfo=UTC)):
        assert clock.today() == warsaw
        assert clock.today("Pacific/Auckland") == auckland


def test_one_thread_does_not_stop_the_clock_of_another() -> None:
    seen: list[datetime] = []
    with clock.at(datetime(2000, 1, 1, tzinfo=ZoneInfo("Europe/Warsaw"))):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen[0].year > 2000
