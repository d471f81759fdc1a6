"""Other names with what is known of their dates, units that were closed, a succession written down by mistake; finding by all names."""

from datetime import date

import pytest

from gromada.institutions.actions import (
    add_alias,
    add_unit,
    end_alias,
    end_unit,
    record_succession,
    remove_alias,
    withdraw_succession,
)
from gromada.institutions.models import Alias, Institution, Succession
from gromada.institutions.queries import sought
from gromada.journal.models import Entry
from gromada.kit.refusal import Refusal
from tests.institutions.test_institutions import register

pytestmark = pytest.mark.django_db


def test_a_former_name_has_dates_as_exact_as_is_known() -> None:
    alias = add_alias(register(), "MOPR Mława", by="import", since="1990", until="2004-05")
    assert (alias.since, alias.until) == ("1990", "2004-05")
    with pytest.raises(Refusal) as refused:
        add_alias(alias.institution, "GOPS", by="import", since="2004", until="1990")
    assert refused.value.reasons[0].where == "until"


def test_a_name_in_use_ends_and_one_written_by_mistake_is_removed() -> None:
    alias = add_alias(register(), "MOPR Mława", by="import", since="2001")
    for wrong in ("", "2000", "soon"):
        with pytest.raises(Refusal):
            end_alias(alias, until=wrong, by="import")
    assert end_alias(alias, until="2004", by="import").until == "2004"
    remove_alias(alias, by="import")
    assert not Alias.objects.exists()
    assert [e.verb for e in Entry.objects.order_by("seq")][-2:] == [
        "institution.alias_ended",
        "institution.alias_removed",
    ]


def test_a_closed_unit_stays_with_its_date() -> None:
    unit = end_unit(add_unit(register(), "Zespół 7", by="import"), until="2019", by="import")
    assert unit.until == "2019" and Entry.objects.last().facts["until"] == "2019"


def test_a_succession_is_withdrawn_with_a_reason_and_both_are_told_of() -> None:
    before, after = register(), register("CUS Mława")
    succession = record_succession(before, after, since=date(2024, 1, 1), by="import")
    with pytest.raises(Refusal):
        withdraw_succession(succession, reason=" ", by="import")
    withdraw_succession(succession, reason="the wrong Mława", by="import")
    assert not Succession.objects.exists()
    told = Entry.objects.filter(verb="institution.succession_withdrawn")
    assert {e.subject for e in told} == {str(before.uid), str(after.uid)}


@pytest.mark.parametrize("text", ["mlawa", "MOPS mła", "żwirki", "mopr", "przemysl MOPR", ""])
def test_it_is_found_by_parts_of_its_name_town_and_other_names(text: str) -> None:
    made = register("MOPS na Żwirki", "Mława")
    add_alias(made, "MOPR Przemyśl", by="import")
    assert list(sought(Institution.objects.all(), text)) == [made]
    assert not sought(Institution.objects.all(), "Radom").exists()
