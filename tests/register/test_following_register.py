"""The public tables hold what the journal led to, nothing else; emptied and filled again they are the same."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gromada.certification.models import Certificate
from gromada.certification.status import status_of
from gromada.institutions.actions import add_unit, change_institution, record_succession
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.register import following
from gromada.register.models import PublicCertificate, PublicHolder, PublicListing, PublicName
from gromada.register.queries import holders, state
from gromada.register.queries.listing import on
from tests.register.building import TODAY, certificate, dump, event, follow, institution

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def slugs(day: date = TODAY) -> set[str]:
    return set(on(day).values_list("slug", flat=True))


def test_the_network_gives_thirty_holders(network: None) -> None:
    assert (PublicHolder.objects.count(), PublicCertificate.objects.count(), len(slugs())) == (30, 31, 30)


def test_emptied_and_rebuilt_the_tables_are_identical(network: None) -> None:
    wzorowo = institution("GOPS Wzorowo", "Wzorowo", demo=True)
    event(certificate(wzorowo, "CAL/2024/1"), "suspend", TODAY, TODAY + 9 * DAY, shown=TODAY)
    certificate(wzorowo, public_from=None)
    follow()
    before = dump()
    following.empty()
    assert not any(rows for rows in dump().values())
    assert following.rebuild() == Entry.objects.count()
    assert dump() == before


def test_meeting_a_line_twice_changes_nothing(network: None) -> None:
    before, mark = dump(), state.now().mark
    for entry in Entry.objects.all():
        following.follow(entry)
    assert (dump(), state.now().mark) == (before, mark)


def test_nothing_stands_in_the_tables_but_by_following() -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/1")
    assert not PublicHolder.objects.exists()
    follow()
    assert PublicHolder.objects.count() == 1


def test_an_institution_without_a_released_certificate_is_not_public() -> None:
    certificate(institution("GOPS Tajne", "Tajne"), "CAL/2026/2", public_from=None)
    institution("GOPS Zwykłe", "Zwykłe")
    follow()
    assert not PublicHolder.objects.exists() and not PublicName.objects.exists()


def test_a_later_release_is_an_embargo_that_time_alone_ends() -> None:
    certificate(institution("GOPS Tajne", "Tajne"), "CAL/2026/2", public_from=TODAY + 10 * DAY)
    follow()
    assert slugs() == set() and not holders.numbered("CAL/2026/2", TODAY, today=TODAY)
    with clock.at(TODAY + 10 * DAY):
        assert slugs(TODAY + 10 * DAY) == {"gops-tajne"}
        assert holders.numbered("CAL/2026/2", TODAY, today=TODAY + 10 * DAY)


def test_time_expires_a_certificate_without_any_task() -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo"), ends=TODAY)
    follow()
    assert [on(day).get().status for day in (TODAY, TODAY + DAY)] == ["in_force", "expired"]


def test_an_event_is_not_told_before_it_is_shown() -> None:
    made = certificate(institution("GOPS Wzorowo", "Wzorowo"))
    event(made, "revoke", TODAY - 5 * DAY)
    follow()
    assert on(TODAY).get().status == "in_force"
    assert PublicCertificate.objects.get().events == []
    event(made, "revoke", TODAY - 5 * DAY, shown=TODAY + 3 * DAY)
    follow()
    assert [on(day).get().status for day in (TODAY, TODAY + 3 * DAY)] == ["in_force", "revoked"]


def test_a_successor_takes_the_page_over_and_the_former_address_leads_to_it() -> None:
    ops, cus = institution("MOPS Wzorowo", "Wzorowo"), institution("CUS Wzorowo", "Wzorowo")
    certificate(ops, "CAL/2024/1")
    follow()
    assert slugs() == {"mops-wzorowo"}
    record_succession(ops, cus, since=TODAY, by="import")
    follow()
    assert slugs() == {"cus-wzorowo"}
    assert holders.moved_from("mops-wzorowo", TODAY) == PublicHolder.objects.get()
    assert [row.title for row in (on(TODAY - DAY).get(), on(TODAY).get())] == ["MOPS Wzorowo", "CUS Wzorowo"]
    assert on(TODAY).get().former == f"{TODAY - DAY} MOPS Wzorowo"


def test_a_certificate_of_the_successor_stands_on_the_same_page() -> None:
    ops, cus = institution("MOPS Wzorowo", "Wzorowo"), institution("CUS Wzorowo", "Wzorowo")
    certificate(ops, "CAL/2016/1", starts=date(2016, 1, 1), ends=date(2020, 12, 31))
    record_succession(ops, cus, since=date(2021, 1, 1), by="import")
    certificate(cus, "CAL/2024/1")
    follow()
    page = holders.told(PublicHolder.objects.get(), TODAY)
    assert [s.certificate.awarded_to for s in page.standings] == ["MOPS Wzorowo", "CUS Wzorowo"]


def test_a_unit_has_a_page_of_its_own() -> None:
    wroclaw = institution("MOPS Wrocław", "Wrocław")
    for name in ("ZTPS nr 7", "ZTPS nr 10"):
        certificate(wroclaw, unit=add_unit(wroclaw, name, by="import"))
    certificate(wroclaw)
    follow()
    assert slugs() == {"mops-wroclaw", "mops-wroclaw-ztps-nr-7", "mops-wroclaw-ztps-nr-10"}


def test_a_changed_name_is_told_and_the_former_one_still_finds_it() -> None:
    made = institution("GOPS Wzorowo", "Wzorowo")
    certificate(made)
    follow()
    change_institution(made, by="import", kinds=(), name="Ośrodek Wspólny w Wzorowie")
    follow()
    assert on(TODAY).get().title == "Ośrodek Wspólny w Wzorowie"
    assert set(PublicName.objects.values_list("title", flat=True)) == {"Ośrodek Wspólny w Wzorowie", "GOPS Wzorowo"}


def test_demonstration_institutions_carry_the_mark() -> None:
    certificate(institution("GOPS Wzorowo", "Wzorowo", demo=True))
    certificate(institution("GOPS Prawdziwe", "Prawdziwe"))
    follow()
    assert dict(PublicListing.objects.values_list("slug", "demo")) == {"gops-wzorowo": True, "gops-prawdziwe": False}


def test_the_order_of_the_list_is_the_polish_alphabet(network: None) -> None:
    towns = list(on(TODAY).order_by("rank", "sort_key").values_list("town", flat=True))
    assert towns.index("Szklarska Poręba") < towns.index("Śrem") < towns.index("Toruń")
    assert towns.index("Libiąż") < towns.index("Mieroszów")
    wroclaw = [s for s in on(TODAY).order_by("rank", "sort_key").values_list("slug", flat=True) if "wroclaw" in s]
    assert wroclaw == ["mops-wroclaw-ztps-nr-7", "mops-wroclaw-ztps-nr-10"]  # numbers by their value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(
        st.tuples(
            st.sampled_from(["suspend", "reinstate", "revoke", "resign"]),
            st.integers(-400, 400),
            st.none() | st.integers(-400, 400),
            st.none() | st.integers(-400, 400),
        ),
        max_size=3,
    ),
    starts=st.integers(-600, 200),
    length=st.integers(0, 900),
    asked=st.integers(-700, 700),
)
def test_the_list_says_what_the_status_of_the_certificate_is(
    db: None, told: list, starts: int, length: int, asked: int
) -> None:
    Entry.objects.count()
    holder = institution("GOPS Wzorowo", "Wzorowo")
    begins = TODAY + starts * DAY
    made = certificate(holder, starts=begins, ends=begins + length * DAY, public_from=TODAY - 300 * DAY)
    for kind, effective, until, shown in told:
        days = [TODAY + n * DAY if n is not None else None for n in (effective, until, shown)]
        event(made, kind, days[0] or TODAY, days[1], days[2])
    follow()
    day = TODAY + asked * DAY
    rows = on(day).filter(holder__key=str(holder.uid))
    fresh = Certificate.objects.prefetch_related("events").get(pk=made.pk)
    assert [row.status for row in rows] == ([status_of(fresh, day, shown=True)] if asked >= -300 else [])


def test_rows_of_a_holder_never_overlap(network: None) -> None:
    made = certificate(institution("GOPS Wzorowo", "Wzorowo"))
    event(made, "suspend", TODAY, TODAY + 9 * DAY, shown=TODAY)
    follow()
    rows = PublicListing.objects.filter(slug="gops-wzorowo").order_by("since")
    assert len(rows) == 4
    assert all(one.until + DAY == two.since for one, two in pairwise(rows))
