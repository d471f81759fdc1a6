from gromada.standards.edition.model import OnOutcome
from tests.standards.edition.small import Tree, built, step


def test_a_lone_word_is_a_list_of_one() -> None:
    taken = built().proceedings["main"].step("submit")

    assert taken and taken.by == ("head",) and taken.sources == ("draft",) and taken.effects[0].effect == "freeze"


def test_a_plain_goal_of_a_vote_means_yes_goes_there_and_no_stays() -> None:
    def change(tree: Tree) -> None:
        step(tree, "issue").update({"by": "board", "how": {"vote": "board"}, "effects": []})

    taken = built(change).proceedings["main"].step("issue")

    assert taken and dict(taken.to) == {"yes": "awarded", "no": "="} and taken.outcomes == ("yes", "no")


def test_a_number_of_people_is_exactly_so_many_and_a_range_stays_a_range() -> None:
    edition = built(lambda tree: tree["role"].update(more={"from": "case", "pool": "p", "count": [1, 3]}))

    assert edition.roles["reader"].count == (2, 2) and edition.roles["more"].count == (1, 3)


def test_one_of_a_body_is_one_and_a_panel_has_at_least_its_quorum() -> None:
    def change(tree: Tree) -> None:
        tree["role"].update(one={"from": "case", "one_of": "board"}, panel={"from": "case", "panel_of": "board"})

    roles = built(change).roles

    assert roles["one"].count == (1, 1) and roles["panel"].count == (2, None)


def test_several_outcomes_of_a_rule_or_letter_become_one_each() -> None:
    def change(tree: Tree) -> None:
        step(tree, "decide")["letter"] = [{"on": ["yes", "no"], "letter": "refusal"}]

    taken = built(change).proceedings["main"].step("decide")

    assert taken and taken.letters == (OnOutcome("refusal", "yes"), OnOutcome("refusal", "no"))


def test_role_and_roles_are_the_same_word() -> None:
    def change(tree: Tree) -> None:
        step(tree, "name")["provided"] = [
            {"rule": "appointed", "role": "reader"},
            {"rule": "free_of_conflict", "roles": ["reader"]},
        ]

    taken = built(change).proceedings["main"].step("name")

    assert taken and [rule.args for rule in taken.provided] == [{"roles": ["reader"]}] * 2


def test_an_effect_on_several_roles_is_one_effect_for_each() -> None:
    def change(tree: Tree) -> None:
        tree["role"]["guest"] = {"from": "case", "pool": "guests"}
        step(tree, "name")["effects"] = [{"effect": "appoint", "roles": ["reader", "guest"]}]

    taken = built(change).proceedings["main"].step("name")

    assert taken and [effect.args for effect in taken.effects] == [{"role": "reader"}, {"role": "guest"}]


def test_numbers_as_values_become_words() -> None:
    def change(tree: Tree) -> None:
        tree["scale"]["mark"] = {"values": [{"value": 0, "counts": "not"}, {"value": 4, "counts": "met"}]}

    assert [value.id for value in built(change).scales["mark"].values] == ["0", "4"]


def test_a_star_is_every_state_that_is_no_end_and_in_which_something_was_sent() -> None:
    def change(tree: Tree) -> None:
        leave = {"step": "leave", "by": "head", "from": "*", "to": "refused_for_good"}
        named = {"step": "drop", "by": "head", "from": ["draft", "*"], "to": "refused_for_good"}
        tree["proceeding"]["main"]["steps"] += [leave, named]

    steps = built(change).proceedings["main"]
    leave, named = steps.step("leave"), steps.step("drop")

    assert leave and leave.sources == ("received", "read", "discussed", "granted", "refused")
    assert named and named.sources == ("draft", *leave.sources), "a step meant for the draft names it"


def test_before_a_stage_is_every_state_one_reaches_without_it() -> None:
    def change(tree: Tree) -> None:
        main = tree["proceeding"]["main"]
        main["stages"] = {"decided": ["granted", "refused"]}
        main["steps"] += [
            {"step": "pause", "by": "head", "from": "*before:decided", "to": "paused"},
            {"step": "go_on", "by": "head", "from": "paused", "to": "draft"},
            {"step": "leave", "by": "head", "from": "*before:decided", "to": "refused_for_good"},
        ]

    steps = built(change).proceedings["main"]
    pause, leave = steps.step("pause"), steps.step("leave")

    assert pause and set(pause.sources) == {"draft", "received", "read", "discussed", "paused"}
    assert leave and leave.sources == pause.sources


def test_the_road_is_the_shortest_way_to_the_first_end() -> None:
    assert built().proceedings["main"].path == ("draft", "received", "read", "discussed", "granted", "awarded")


def test_an_appeal_without_states_may_be_about_any_state() -> None:
    def change(tree: Tree) -> None:
        del tree["proceeding"]["appeal"]["about"]["in"]

    edition = built(change)

    assert edition.proceedings["appeal"].about.states == edition.proceedings["main"].states


def test_a_scheme_without_parts_has_one_for_everybody() -> None:
    edition = built()

    assert list(edition.parts) == ["general"] and {s.part for s in edition.standards.values()} == {"general"}


def test_the_level_of_a_standard_follows_from_those_above_it() -> None:
    edition = built()

    assert edition.standards["A"].level == "area" and edition.standards["A2"].level == "point"
