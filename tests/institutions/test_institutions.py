"""Institutions are registered, changed, divided into units and succeeded; wrong identifiers are named, all at once."""

from datetime import date

import pytest

from gromada.institutions.actions import (
    add_alias,
    add_unit,
    change_institution,
    record_succession,
    register_institution,
)
from gromada.institutions.models import Institution
from gromada.institutions.naming import is_named_after, printed, with_town
from gromada.institutions.queries import named, predecessors_of, successor_chain
from gromada.journal.models import Entry
from gromada.kit.refusal import Refusal

KINDS = ("library", "social_assistance_centre")


def register(name: str = "MOPS Mława", town: str = "Mława", **facts: str) -> Institution:
    return register_institution(by="import", kinds=KINDS, name=name, town=town, **facts)


@pytest.mark.django_db
def test_a_registered_institution_has_an_address_a_folded_name_and_a_line_in_the_journal() -> None:
    made = register(teryt="1413011", kind="library")
    assert (made.slug, made.folded, made.voivodeship) == ("mops-mlawa", "mops mlawa mlawa", "mazowieckie")
    line = Entry.objects.get()
    assert (line.verb, line.subject, line.actor) == ("institution.registered", str(made.uid), "import")
    assert line.facts["teryt"] == "1413011"


@pytest.mark.django_db
def test_two_institutions_of_one_name_have_two_addresses() -> None:
    assert [register().slug, register().slug, register().slug] == ["mops-mlawa", "mops-mlawa-2", "mops-mlawa-3"]


@pytest.mark.django_db
def test_the_town_stands_in_the_address_unless_the_name_says_it() -> None:
    assert register("CISTOR", "Toruń").slug == "cistor-torun"
    assert register("Biblioteka w Piekarach Śląskich", "Piekary Śląskie").slug == "biblioteka-w-piekarach-slaskich"


@pytest.mark.django_db
def test_everything_wrong_is_named_at_once_and_nothing_is_saved() -> None:
    with pytest.raises(Refusal) as refused:
        register(name="", nip="1234567890", regon="123", teryt="141301", kind="castle", email="nobody")
    assert {no.where for no in refused.value.reasons} == {"name", "nip", "regon", "teryt", "kind", "email"}
    assert not Institution.objects.exists() and not Entry.objects.exists()


@pytest.mark.django_db
def test_identifiers_are_kept_in_their_compact_form() -> None:
    made = register(nip="526-025-02-74", krs="0000 123456")
    assert (made.nip, made.krs) == ("5260250274", "0000123456")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"teryt": "1425072"}, "teryt"),
        ({"teryt": "1413011", "voivodeship": "śląskie"}, "voivodeship"),
        ({"voivodeship": "warszawskie"}, "voivodeship"),
    ],
)
def test_a_place_that_contradicts_itself_is_refused(facts: dict[str, str], where: str) -> None:
    with pytest.raises(Refusal) as refused:
        register(**facts)
    assert [no.where for no in refused.value.reasons] == [where]


@pytest.mark.django_db
def test_a_changed_name_stays_as_an_alias_and_the_address_stays() -> None:
    made = register()
    changed = change_institution(made, by="import", kinds=KINDS, name="Miejski Ośrodek Pomocy Społecznej w Mławie")
    assert changed.slug == "mops-mlawa"
    assert [alias.name for alias in changed.aliases.all()] == ["MOPS Mława"]
    assert Entry.objects.last().facts["changed"] == ["name"]


@pytest.mark.django_db
def test_changing_nothing_writes_nothing() -> None:
    made = register()
    change_institution(made, by="import", kinds=KINDS, name="MOPS Mława")
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_an_address_of_e_mail_stays_out_of_the_journal() -> None:
    register(email="ewa@mops.example")
    assert "ewa@mops.example" not in str(Entry.objects.get().facts)


@pytest.mark.django_db
def test_a_unit_is_added_once() -> None:
    made = register()
    add_unit(made, "ZTPS nr 7", by="import")
    with pytest.raises(Refusal):
        add_unit(made, "  ZTPS  nr 7 ", by="import")


@pytest.mark.django_db
def test_an_alias_differs_from_the_name_and_is_kept_once() -> None:
    made = register("MOPS Włocławek", "Włocławek")
    add_alias(made, "MOPR Włocławek", by="import")
    add_alias(made, "MOPR Włocławek", by="import")
    assert made.aliases.count() == 1
    with pytest.raises(Refusal):
        add_alias(made, "mops wloclawek", by="import")


@pytest.mark.django_db
def test_successors_form_a_chain_that_never_closes() -> None:
    first, second, third = register("OPS A"), register("MOPS B"), register("CUS C")
    record_succession(first, second, since=date(2010, 1, 1), by="import")
    record_succession(second, third, since=date(2024, 1, 1), by="import")
    assert successor_chain(first) == [first, second, third]
    assert predecessors_of(third) == [second, first]
    for predecessor, successor in ((third, first), (first, third), (third, third)):
        with pytest.raises(Refusal):
            record_succession(predecessor, successor, since=date(2025, 1, 1), by="import")


@pytest.mark.django_db
def test_institutions_are_found_by_name_and_town_whatever_their_letters() -> None:
    made = register("MOPS Śrem", "Śrem")
    assert list(named("mops srem", "SREM")) == [made]


@pytest.mark.parametrize(
    ("name", "town", "said"),
    [
        ("MOPS Mława", "Mława", True),
        ("Biblioteka w Piekarach Śląskich", "Piekary Śląskie", True),
        ("MOPS w Stalowej Woli", "Stalowa Wola", True),
        ("CISTOR", "Toruń", False),
        ('MDK "Batory"', "Chorzów", False),
    ],
)
def test_a_name_says_its_town_declined_or_not(name: str, town: str, said: bool) -> None:
    assert is_named_after(name, town) is said


def test_names_are_printed_with_polish_quotation_marks() -> None:
    assert printed('MDK "Batory"') == "MDK „Batory”"
    assert with_town('MDK "Batory"', "Chorzów") == "MDK „Batory”, Chorzów"
