"""A duplicate goes over with everything it owns, and comes back exactly; no key to an institution is forgotten."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from gromada.certification.models import Case, Certificate, Evidence
from gromada.institutions.actions import add_alias, add_unit, end_unit, give_function, record_succession
from gromada.institutions.merging.actions import merge, part
from gromada.institutions.merging.owned import of_institutions, of_units
from gromada.institutions.merging.queries import likely, preview
from gromada.institutions.models import Alias, Function, Institution, Merge, Succession, Unit
from gromada.institutions.queries import survivor_of
from gromada.journal.models import Entry
from gromada.kit.refusal import Refusal
from gromada.people.actions.invitation import invite
from gromada.people.models import Invitation, Person
from gromada.records.actions import create
from tests.builders.cases import World, institution_of, world_of
from tests.builders.people import person, works_in

pytestmark = pytest.mark.django_db
WHY = "one address, one NIP"


@pytest.fixture
def world() -> World:
    return world_of()


@pytest.fixture
def office(world: World) -> Person:
    return world.members["office"][0]


@pytest.fixture
def twin(world: World, office: Person) -> Institution:
    """The same institution once more, with something of everything."""
    made = institution_of(world.edition, "Centrum Usług Społecznych", "Przykładowice")
    works_in(made, who=world.editor)  # in both
    works_in(made)
    create(made, "text", by=world.editor, title="Spotkanie", text="Było.")
    add_unit(made, "Zespół 7", by=office)
    add_alias(made, "GOPS Przykładowice", by=office)
    invite("Jan Nowy", kind="function", by=office, about=made.uid, what={"kind": "team"})
    record_succession(institution_of(world.edition, "Dawny GOPS"), made, since=date(2020, 1, 1), by=office)
    return made


def keys_to(target: type) -> set[str]:
    """Every foreign key of the house to a model, those without a way back included."""
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if field.concrete and field.is_relation and field.related_model is target
    }


def everything() -> dict[str, list[Any]]:
    """Every row that a key of the house binds to an institution or a unit, and to which."""
    found = {}
    for owned in (*of_institutions(), *of_units()):
        rows = owned.model._default_manager.exclude(pk__in=Merge.objects.values("pk") if owned.model is Merge else [])
        found[owned.label] = sorted(rows.values_list("pk", owned.field), key=str)
    return found


@pytest.mark.parametrize(("target", "known"), [(Institution, of_institutions), (Unit, of_units)])
def test_no_key_is_forgotten(target: type, known: Any) -> None:
    spoken_for = {owned.label for owned in known()}
    forgotten = keys_to(target) - spoken_for
    assert not forgotten, f"merging does not know: {', '.join(sorted(forgotten))} (see institutions/merging/owned.py)"
    assert keys_to(target), "the search itself finds keys"


def test_everything_goes_over_and_the_preview_says_it_before(world: World, twin: Institution, office: Person) -> None:
    shown = preview(twin, world.institution)
    assert not shown.obstacles and len(shown.moves) == 6 and len(shown.stays) == 1
    merge(twin, world.institution, reason=WHY, by=office)
    mine = world.institution
    assert mine.records.count() == mine.units.count() == mine.succeeded.count() == 1
    assert {a.name for a in mine.aliases.all()} == {"GOPS Przykładowice", "Centrum Usług Społecznych"}
    assert mine.functions.count() == 3 and twin.functions.get().person == world.editor, "who is in both stays once"
    assert Invitation.objects.get().about == str(mine.uid)
    twin.refresh_from_db()
    assert survivor_of(twin) == mine
    verbs = list(Entry.objects.order_by("seq").values_list("verb", "subject"))[-2:]
    assert verbs == [("institution.merged", str(twin.uid)), ("institution.took_in", str(mine.uid))]


def test_parting_restores_everything_exactly(world: World, twin: Institution, office: Person) -> None:
    before = everything()
    merged = merge(twin, world.institution, reason=WHY, by=office)
    assert everything() != before
    part(merged, by=office)
    assert everything() == before
    with pytest.raises(Refusal):
        part(merged, by=office)
    merge(twin, world.institution, reason=WHY, by=office)  # and once more


def test_units_of_one_name_become_one_with_their_cases(world: World, twin: Institution, office: Person) -> None:
    unit = add_unit(world.institution, "zespół 7", by=office)
    case = world.begin()
    case.institution, case.unit = twin, twin.units.get()
    case.save()
    merged = merge(twin, world.institution, reason=WHY, by=office)
    case.refresh_from_db()
    assert (case.institution, case.unit) == (world.institution, unit)
    part(merged, by=office)
    case.refresh_from_db()
    assert (case.institution, case.unit) == (twin, twin.units.get())


def test_a_merging_needs_a_reason_and_nothing_half_done_stays(world: World, twin: Institution, office: Person) -> None:
    before = everything()
    with pytest.raises(Refusal):
        merge(twin, world.institution, reason="  ", by=office)
    with pytest.raises(Refusal):
        merge(twin, twin, reason=WHY, by=office)
    assert everything() == before and not Merge.objects.exists()


def test_two_heads_and_a_demonstration_stand_in_the_way(world: World, twin: Institution, office: Person) -> None:
    give_function(twin, person(), Function.Kind.HEAD, since=date(2024, 1, 1), by=office)
    Institution.objects.filter(pk=twin.pk).update(demo=True)
    twin.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        merge(twin, world.institution, reason=WHY, by=office)
    assert len(refused.value.reasons) == 2


def test_two_open_cases_of_one_kind_stand_in_the_way(world: World, twin: Institution, office: Person) -> None:
    world.begin()
    theirs = World(world.edition, twin, works_in(twin), world.editor, world.members)
    theirs.begin()
    assert len(preview(twin, world.institution).obstacles) == 1


def test_a_succession_is_no_duplicate_and_no_circle_comes_about(
    world: World, twin: Institution, office: Person
) -> None:
    succession = record_succession(twin, world.institution, since=date(2024, 1, 1), by=office)
    assert preview(twin, world.institution).obstacles and preview(world.institution, twin).obstacles
    succession.delete()
    before = Succession.objects.get(successor=twin).predecessor
    record_succession(world.institution, before, since=date(2024, 1, 1), by=office)
    assert preview(twin, world.institution).obstacles, "it would succeed itself by way of the other"


def test_what_was_merged_is_found_at_the_end_of_the_chain_and_undone_from_there(
    world: World, twin: Institution, office: Person
) -> None:
    third = institution_of(world.edition, "CUS w Przykładowicach")
    first = merge(twin, third, reason=WHY, by=office)
    second = merge(third, world.institution, reason=WHY, by=office)
    twin.refresh_from_db()
    assert survivor_of(twin) == world.institution
    with pytest.raises(Refusal):
        part(first, by=office)
    with pytest.raises(Refusal):
        merge(twin, world.institution, reason=WHY, by=office)
    part(second, by=office)
    part(first, by=office)


def test_something_new_that_rests_on_what_would_go_back_keeps_it(
    world: World, twin: Institution, office: Person
) -> None:
    merged = merge(twin, world.institution, reason=WHY, by=office)
    case = world.begin(unit=Unit.objects.get(name="Zespół 7"))
    before = everything()
    with pytest.raises(Refusal) as refused:
        part(merged, by=office)
    assert str(case) in refused.value.reasons[0].sentence
    assert everything() == before
    case.delete()
    end_unit(Unit.objects.get(), until="2025", by=office)  # a change of what went over goes back with it
    part(merged, by=office)
    assert twin.units.get().until == "2025"


def test_what_is_gone_or_went_further_keeps_it(world: World, twin: Institution, office: Person) -> None:
    merged = merge(twin, world.institution, reason=WHY, by=office)
    Alias.objects.filter(name="GOPS Przykładowice").delete()
    with pytest.raises(Refusal):
        part(merged, by=office)


def test_nothing_new_is_begun_for_a_merged_institution(world: World, twin: Institution, office: Person) -> None:
    merge(twin, world.institution, reason=WHY, by=office)
    with pytest.raises(Refusal):
        give_function(twin, person(), Function.Kind.TEAM, since=date(2024, 1, 1), by=office)
    assert not Institution.objects.visible_to(office).filter(pk=twin.pk).exists()


def test_likely_duplicates_are_of_one_town_or_number_the_most_alike_first(world: World, twin: Institution) -> None:
    Institution.objects.filter(name="Dawny GOPS").update(town="Inne", nip="5260250274")
    alike = institution_of(world.edition, "CUS Przykładowicach", "przykładowice")
    Institution.objects.filter(pk=world.institution.pk).update(nip="5260250274")
    world.institution.refresh_from_db()
    found = likely(world.institution)
    assert found[0] == alike and {one.name for one in found} == {alike.name, twin.name, "Dawny GOPS"}


@pytest.mark.parametrize("new", ["a case", "a certificate", "evidence"])
def test_what_was_begun_since_and_rests_on_what_went_over_keeps_it(
    world: World, twin: Institution, office: Person, new: str
) -> None:
    theirs = World(world.edition, twin, works_in(twin), world.editor, world.members).begin()
    merged = merge(twin, world.institution, reason=WHY, by=office)
    theirs.refresh_from_db()
    if new == "a case":
        Case.objects.create(
            issuer=theirs.issuer, edition=theirs.edition, proceeding=theirs.proceeding, state=theirs.state,
            institution=world.institution, parent=theirs, begun_at=theirs.begun_at, turned_on=theirs.turned_on,
        )  # fmt: skip
    elif new == "a certificate":
        Certificate.objects.create(
            issuer=theirs.issuer,
            edition=theirs.edition,
            institution=world.institution,
            case=theirs,
            issued_at=theirs.begun_at,
        )
    else:
        record = create(world.institution, "text", by=world.editor, title="Nowe spotkanie", text="Było.")
        Evidence.objects.create(
            case=theirs, form="application", node="S1", record=record, by=office, at=theirs.begun_at
        )
    before = everything()
    with pytest.raises(Refusal):
        part(merged, by=office)
    assert everything() == before
