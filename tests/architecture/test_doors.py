"""The permission table of the whole house: every address, every role, what they meet (doors.toml)."""

import pytest

from tests.architecture.doors import ROLES, House, build, meeting, names, table


def test_every_address_is_in_the_table_and_nothing_else() -> None:
    assert set(table()) == set(names())


def test_every_address_has_a_name() -> None:
    assert not [name for name in names() if "without a name" in name]


@pytest.fixture
def house(db: None) -> House:
    return build()


def test_everybody_meets_what_the_table_says(house: House) -> None:
    wrong = []
    for door in table().values():
        met = {role: meeting(house, door, role) for role in ROLES}
        for role, said in door.meets.items():
            if met[role] != said:
                wrong.append(f"{door.name}: {role} should meet “{said}” and meets “{met[role]}”")
    assert not wrong, "\n".join(wrong)


def test_whoever_is_excluded_from_a_case_meets_nothing_of_it(house: House) -> None:
    """Read from the table itself, so that no row can say otherwise by mistake."""
    of_the_case = [
        d
        for d in table().values()
        if any(path.startswith(("case.", "sitting.", "letter.")) for path in d.places.values())
    ]
    assert of_the_case
    for door in of_the_case:
        assert meeting(house, door, "excluded") in ("hidden", "post_only")
        assert meeting(house, door, "stranger_head") in ("hidden", "post_only")
