import json

from hypothesis import HealthCheck, given, settings

from gromada.standards.edition.check import check
from gromada.standards.edition.load import build, digest
from tests.standards.edition.strategies import Tree, editions

often = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@often
@given(editions())
def test_every_generated_edition_is_without_a_mistake(content: Tree) -> None:
    assert [problem.sentence for problem in check(content)] == []


@often
@given(editions())
def test_an_edition_comes_back_whole_from_a_database_that_forgets_the_order_of_keys(content: Tree) -> None:
    again = json.loads(json.dumps(content, sort_keys=True))

    assert build(again) == build(content)
    assert list(build(again).standards) == list(content["structure"]["standard"])
    assert digest(again) == digest(content)


@often
@given(editions())
def test_no_step_leaves_an_end_and_every_state_is_on_a_way(content: Tree) -> None:
    for proceeding in build(content).proceedings.values():
        assert not any(set(step.sources) & set(proceeding.ends) for step in proceeding.steps)
        assert proceeding.path[0] == proceeding.begins and proceeding.path[-1] == proceeding.ends[0]
        assert not any(source.startswith("*") for step in proceeding.steps for source in step.sources)
