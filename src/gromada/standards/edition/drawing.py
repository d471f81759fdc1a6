"""A proceeding drawn as SVG: states as boxes, steps as numbered arrows, and what each number means below.

One set of colours by CSS variables (those of the pages) with plain fallbacks, so that the same drawing stands in a page and
in a file. Nothing is told by colour alone: ends have a double frame, steps that nobody of the case takes are dashed.
"""

from html import escape
from math import ceil

from .layout import Layout, laid_out
from .model import Edition, Proceeding, Step
from .routes import BOX_WIDTH, Box, Point, Way, mark_width, routed
from .states import arrows

_LINE = 19
_MARGIN = 16
_TOP = 46
_LEAST = 760  # wide enough for two columns of steps
_CHARACTERS = 23  # of a line in a box
STYLE = """
.procedure{font-family:var(--face,"Source Sans 3","Source Sans Pro",system-ui,sans-serif);font-size:15px}
.procedure text{fill:var(--ink,#211d16)}.procedure .soft{fill:var(--ink-soft,#4c453a)}
.procedure .ground{fill:var(--paper,#faf6ec)}
.procedure .box{fill:var(--sheet,#fffdf8);stroke:var(--line-strong,#7b7161);stroke-width:1.5}
.procedure .road .box{stroke:var(--green,#0b563c);stroke-width:2.5}
.procedure .inner{fill:none;stroke:var(--line-strong,#7b7161)}
.procedure .way{fill:none;stroke:var(--line-strong,#7b7161);stroke-width:1.6}
.procedure .way.main{stroke:var(--green,#0b563c);stroke-width:2.6}.procedure .way.alone{stroke-dasharray:5 4}
.procedure .head{fill:var(--line-strong,#7b7161)}.procedure .head.main{fill:var(--green,#0b563c)}
.procedure .mark{fill:var(--shade,#f1eadb);stroke:var(--line-strong,#7b7161)}
.procedure .mark.vote{fill:var(--green,#0b563c);stroke:none}.procedure .number{font-size:13px;font-weight:600}
.procedure .number.vote{fill:var(--on-green,#fff)}
"""


def draw(edition: Edition, proceeding: str, language: str, *, styled: bool = True) -> str:
    """The SVG of a proceeding, complete with <title> and <desc>; pixels. Raises KeyError for an unknown proceeding.

    A page that allows no inline style takes it with `styled=False` and serves STYLE among its own sheets.
    """
    rules = edition.proceedings[proceeding]
    layout = laid_out(rules, {role.id for role in edition.roles.values() if role.source != "time"})
    names = {state: _wrapped(_state(edition, rules, state, language), _CHARACTERS) for state in rules.states}
    heights = {s: 22.0 + _LINE * (len(names[s]) + bool(_notes(layout, s))) for s in names}
    plan = routed(layout, heights)
    across = max(_LEAST, plan.width)
    legend, legend_height = _legend(edition, rules, language, across)
    width, height = across + 2 * _MARGIN, _TOP + plan.height + 40 + legend_height
    title = escape(f"{edition.text(('proceeding', proceeding), language)}")
    votes = {place for place, step in enumerate(rules.steps, start=1) if step.how.vote}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="procedure" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="t-{escape(proceeding)} d-{escape(proceeding)}">',
        f'<title id="t-{escape(proceeding)}">{title}</title>',
        f'<desc id="d-{escape(proceeding)}">{escape(_told(edition, rules, language))}</desc>',
        *([f"<style>{STYLE}</style>"] if styled else []),
        f'<rect class="ground" width="{width:g}" height="{height:g}"/>',
        f'<g transform="translate({_MARGIN} {_TOP})">',
        *(_begun(plan.boxes[state], number, place, votes) for place, (state, number) in enumerate(layout.begun_by)),
        *(_arrow(way, rules) for way in plan.ways),
        *(_box(plan.boxes[state], names[state], _notes(layout, state), rules) for state in names),
        *(_mark(way.mark, way.edge.numbers, votes) for way in plan.ways),
        f'<g transform="translate(0 {plan.height + 30:g})">{legend}</g>',
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _state(edition: Edition, rules: Proceeding, state: str, language: str) -> str:
    return edition.text(("proceeding", rules.id, "state", state), language)


def _step(edition: Edition, rules: Proceeding, step: Step, language: str) -> str:
    return edition.text(("proceeding", rules.id, "step", step.id), language)


def _told(edition: Edition, rules: Proceeding, language: str) -> str:
    """The same in words, for those who do not see the drawing: from, step, to."""
    lines: dict[str, None] = {}
    for source, to, step, _ in arrows(rules):
        begin = "•" if source == "-" else _state(edition, rules, source, language)
        lines[f"{begin} – {_step(edition, rules, step, language)} → {_state(edition, rules, to, language)}"] = None
    return "; ".join(lines)


def _wrapped(text: str, characters: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > characters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _notes(layout: Layout, state: str) -> str:
    """Steps that are no arrow of their own: from many states to this one (✱), or from it to itself (↻)."""
    found = [f"✱ {_joined(layout.gathered[state])}"] if state in layout.gathered else []
    found += [f"↻ {_joined(layout.staying[state])}"] if state in layout.staying else []
    return "   ".join(found)


def _joined(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _box(box: Box, lines: list[str], notes: str, rules: Proceeding) -> str:
    x, end = box.x + BOX_WIDTH / 2, box.state in rules.ends
    top = box.y + box.height / 2 - (len(lines) + bool(notes) - 1) * _LINE / 2 + 5
    road = ' class="road"' if box.state in rules.path else ""
    radius = min(box.height / 2, 20) if end else 8
    found = [
        f'<g{road}><rect class="box" x="{box.x:g}" y="{box.y:g}" width="{BOX_WIDTH}" height="{box.height:g}" rx="{radius:g}"/>'
    ]
    if end:
        found.append(
            f'<rect class="inner" x="{box.x + 4:g}" y="{box.y + 4:g}" width="{BOX_WIDTH - 8}" '
            f'height="{box.height - 8:g}" rx="{max(radius - 4, 1):g}"/>'
        )
    for place, line in enumerate(lines):
        found.append(f'<text x="{x:g}" y="{top + place * _LINE:g}" text-anchor="middle">{escape(line)}</text>')
    if notes:
        y = top + len(lines) * _LINE
        found.append(f'<text class="soft number" x="{x:g}" y="{y:g}" text-anchor="middle">{escape(notes)}</text>')
    return "".join(found) + "</g>"


def _arrow(way: Way, rules: Proceeding) -> str:
    road = list(zip(rules.path, rules.path[1:], strict=False))
    main = " main" if (way.edge.source, way.edge.to) in road else ""
    alone = " alone" if way.edge.by_itself else ""
    line = "M" + " L".join(f"{x:g} {y:g}" for x, y in way.points)
    return f'<path class="way{main}{alone}" d="{line}"/>{_head(way.points[-2], way.points[-1], main)}'


def _head(before: Point, tip: Point, main: str) -> str:
    x, y = tip
    if before[0] == x:
        d = 1 if y > before[1] else -1
        corners = f"{x:g},{y:g} {x - 5:g},{y - 9 * d:g} {x + 5:g},{y - 9 * d:g}"
    else:
        d = 1 if x > before[0] else -1
        corners = f"{x:g},{y:g} {x - 9 * d:g},{y - 5:g} {x - 9 * d:g},{y + 5:g}"
    return f'<polygon class="head{main}" points="{corners}"/>'


def _begun(box: Box, number: int, place: int, votes: set[int]) -> str:
    x = box.x + BOX_WIDTH / 2 + place * 60
    line = f'<circle class="head" cx="{x:g}" cy="{box.y - 36:g}" r="5"/><path class="way" d="M{x:g} {box.y - 36:g} V{box.y:g}"/>'
    return line + _head((x, box.y - 9), (x, box.y), "") + _mark((x + 20, box.y - 30), (number,), votes)


def _mark(at: Point, numbers: tuple[int, ...], votes: set[int]) -> str:
    said = " ".join(map(str, numbers))
    width, vote = mark_width(numbers), " vote" if set(numbers) & votes else ""
    x, y = at
    return (
        f'<rect class="mark{vote}" x="{x - width / 2:g}" y="{y - 8.5:g}" width="{width:g}" height="17" rx="8.5"/>'
        f'<text class="number{vote}" x="{x:g}" y="{y + 4.5:g}" text-anchor="middle">{said}</text>'
    )


def _legend(edition: Edition, rules: Proceeding, language: str, width: float) -> tuple[str, float]:
    """Numbers, names of the steps and who takes them, in two columns; and the height they need."""
    characters = int((width / 2 - 56) / 7.9)
    entries = []
    for place, step in enumerate(rules.steps, start=1):
        takers = ", ".join(who(edition, id, language) for id in step.by)
        entries.append((place, _wrapped(f"{_step(edition, rules, step, language)} ({takers})", characters)))
    votes = {place for place, step in enumerate(rules.steps, start=1) if step.how.vote}
    heights = [len(lines) * _LINE + 9 for _, lines in entries]
    half, found, y, column, tallest = sum(heights) / 2, [], 0.0, 0, 0.0
    for (place, lines), height in zip(entries, heights, strict=True):
        if column == 0 and y >= half:
            column, y = 1, 0.0
        x = column * ceil(width / 2)
        found.append(_mark((x + 13, y), (place,), votes))
        for row, line in enumerate(lines):
            found.append(f'<text x="{x + 36:g}" y="{y + 5 + row * _LINE:g}">{escape(line)}</text>')
        y += height
        tallest = max(tallest, y)
    return "".join(found), tallest


def who(edition: Edition, id: str, language: str) -> str:
    """A role, or the proceeding that takes a step by itself."""
    kind = "proceeding" if id in edition.proceedings and id not in edition.roles else "role"
    return edition.text((kind, id), language)
