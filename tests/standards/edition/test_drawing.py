from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from gromada.standards.edition.describing import describe, pictures
from gromada.standards.edition.drawing import draw
from gromada.standards.edition.layout import laid_out
from gromada.standards.edition.load import build, load
from gromada.standards.edition.model import Edition, Proceeding
from gromada.standards.edition.routes import BOX_WIDTH, routed
from tests.standards.edition.strategies import Tree, editions

ROOT = Path(__file__).parents[3]
FOLDERS = [ROOT / "editions" / "cal-2022", *sorted((ROOT / "tests" / "editions").iterdir())]
SVG = "{http://www.w3.org/2000/svg}"


def people(edition: Edition) -> set[str]:
    return {role.id for role in edition.roles.values()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_proceeding_is_drawn_with_a_title_every_state_and_every_step(folder: Path) -> None:
    edition = load(folder)
    language = edition.languages[0]
    for proceeding in edition.proceedings.values():
        svg = draw(edition, proceeding.id, language)
        root = ElementTree.fromstring(svg)
        words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))

        assert root.findtext(f"{SVG}title") == edition.text(("proceeding", proceeding.id), language)
        told = root.findtext(f"{SVG}desc") or ""
        for state in proceeding.states:
            name = edition.text(("proceeding", proceeding.id, "state", state), language)
            assert name in told and all(word in words for word in name.split())
        for step in proceeding.steps:
            assert edition.text(("proceeding", proceeding.id, "step", step.id), language).split()[0] in words
        assert "http" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_colours_have_plain_fallbacks_and_style_may_be_left_to_the_page(folder: Path) -> None:
    edition = load(folder)
    proceeding = next(iter(edition.proceedings))

    assert "var(--ink,#211d16)" in draw(edition, proceeding, "en")
    assert "<style" not in draw(edition, proceeding, "en", styled=False)


def overlaps(proceeding: Proceeding, edition: Edition) -> list[str]:
    layout = laid_out(proceeding, people(edition))
    plan = routed(layout, {state: 60.0 for state in proceeding.states})
    found = []
    boxes = list(plan.boxes.values())
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            if abs(a.x - b.x) < BOX_WIDTH and a.y < b.y + b.height and b.y < a.y + a.height:
                found.append(f"{a.state} lies on {b.state}")
    for way in plan.ways:
        for (x1, y1), (x2, y2) in zip(way.points, way.points[1:], strict=False):
            for box in boxes:
                inside_x = max(x1, x2) > box.x + 1 and min(x1, x2) < box.x + BOX_WIDTH - 1
                inside_y = max(y1, y2) > box.y + 1 and min(y1, y2) < box.y + box.height - 1
                if inside_x and inside_y:
                    found.append(f"{way.edge} runs through {box.state}")
            if x1 != x2 and y1 != y2:
                found.append(f"{way.edge} runs askew")
        if any(not 0 <= x <= plan.width for x, _ in way.points):
            found.append(f"{way.edge} leaves the picture")
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_box_lies_on_another_and_no_arrow_runs_through_a_box(folder: Path) -> None:
    edition = load(folder)

    for proceeding in edition.proceedings.values():
        assert overlaps(proceeding, edition) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(editions())
def test_every_random_edition_can_be_drawn_and_described(content: Tree) -> None:
    edition = build(content)
    for proceeding in edition.proceedings.values():
        ElementTree.fromstring(draw(edition, proceeding.id, edition.languages[-1]))
        assert overlaps(proceeding, edition) == []
    assert describe(edition, edition.languages[-1])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_description_has_a_row_for_every_step_and_a_file_for_every_drawing(folder: Path) -> None:
    edition = load(folder)
    page = describe(edition, "en", "pictures")
    files = pictures(edition, "en")

    for proceeding in edition.proceedings.values():
        name = f"{edition.id}-{proceeding.id}.svg"
        assert f"(pictures/{name})" in page and files[name].startswith("<svg")
        rows = [line for line in page.split("\n") if line.startswith("| ") and line.endswith("|")]
        for number, step in enumerate(proceeding.steps, start=1):
            assert any(row.startswith(f"| {number} | ") and f"`{step.id}`" in row for row in rows)
    assert all(row.replace("\\|", "").count("|") == 8 for row in rows)
