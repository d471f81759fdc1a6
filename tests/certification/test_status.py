"""The status of a certificate: the pure function and the SQL annotation say the same on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gromada.certification.models import Certificate, CertificateEvent
from gromada.certification.status import Status, status_of, status_on, with_status
from gromada.institutions.models import Institution
from gromada.kit import clock
from gromada.people.models import Issuer
from gromada.standards.models import Edition

DAY = date(2026, 6, 1)
days = st.integers(-400, 400).map(lambda n: DAY + timedelta(days=n))
kinds = st.sampled_from(["suspend", "reinstate", "revoke", "resign", "transfer"])
events = st.lists(st.tuples(days, kinds, st.none() | days, st.none() | days), max_size=5)


@pytest.fixture
def world(db):
    issuer = Issuer.objects.create(slug="i", name="Issuer", short="I")
    edition = Edition.objects.create(
        issuer=issuer, key="x-1", scheme="x", version="1", digest="0", content={}, loaded_at=clock.now()
    )
    return issuer, edition, Institution.objects.create(slug="a", name="A", kind="k", town="T")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    starts=st.none() | days, length=st.none() | st.integers(0, 600), endless=st.booleans(), imported=st.booleans(), confirmed=st.booleans(),
    told=events, on=days, shown=st.booleans(),
)  # fmt: skip
def test_the_annotation_equals_the_pure_function(world, starts, length, endless, imported, confirmed, told, on, shown):
    issuer, edition, institution = world
    ends = starts + timedelta(days=length) if starts and length is not None else None
    made = Certificate.objects.create(
        issuer=issuer, edition=edition, institution=institution, starts_on=starts, ends_on=ends, endless=endless, imported=imported,
        confirmed_on=DAY if confirmed else None, issued_at=clock.now(),
    )  # fmt: skip
    for effective, kind, until, visible in told:
        CertificateEvent.objects.create(
            certificate=made, kind=kind, effective_on=effective, until=until, shown_on=visible, at=clock.now()
        )
    row = with_status(Certificate.objects.filter(pk=made.pk), on, shown=shown).get()
    assert row.status == status_of(made, on, shown=shown)
    made.events.all().delete()
    made.delete()


def plain(day, *events, **rest):
    known = {"starts_on": date(2022, 3, 29), "ends_on": date(2026, 12, 31), "confirmed": True, **rest}
    return status_on(day, events=events, **known)


def test_time_expires_a_certificate_the_day_after_its_last():
    assert plain(date(2022, 3, 28)) == Status.NOT_YET
    assert plain(date(2022, 3, 29)) == plain(date(2026, 12, 31)) == Status.IN_FORCE
    assert plain(date(2027, 1, 1)) == Status.EXPIRED


def test_unconfirmed_or_undated_history_is_unknown_and_never_guessed():
    assert plain(DAY, confirmed=False) == plain(DAY, starts_on=None) == plain(DAY, ends_on=None) == Status.UNKNOWN


def test_a_certificate_without_an_end_stays_in_force():
    assert plain(date(2099, 1, 1), ends_on=None, endless=True) == Status.IN_FORCE


def test_a_suspension_ends_by_itself_or_by_reinstatement():
    suspended = (date(2025, 1, 1), "suspend", date(2025, 6, 30))
    assert plain(date(2025, 6, 30), suspended) == Status.SUSPENDED
    assert plain(date(2025, 7, 1), suspended) == Status.IN_FORCE
    assert plain(date(2025, 3, 1), suspended, (date(2025, 2, 1), "reinstate", None)) == Status.IN_FORCE


def test_revocation_outlives_the_years_and_a_later_reinstatement_lifts_it():
    revoked = (date(2025, 1, 1), "revoke", None)
    assert plain(date(2028, 1, 1), revoked) == Status.REVOKED
    assert plain(date(2025, 3, 1), revoked, (date(2025, 2, 1), "reinstate", None)) == Status.IN_FORCE
