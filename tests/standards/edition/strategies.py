"""Random editions that the checker lets through, for tests of the loader and of the engine.

`editions()` gives content (see `load.build`). Every edition has a main proceeding about an institution: a road of
states with steps of one, of each (perhaps blind), of a vote and of the clock, with terms, loops, appointments and a
certificate at its end; perhaps an appeal against a refusal (its cases have a parent) and one about the certificate.
"""

from hypothesis import strategies as st

from tests.standards.edition.naming import named
from tests.standards.edition.random_proceedings import Tree, Writer


@st.composite
def editions(draw: st.DrawFn) -> Tree:
    return named(draw(structures()))


@st.composite
def structures(draw: st.DrawFn) -> Tree:
    levels = draw(st.integers(1, 3))
    structure: Tree = {
        "format": 1,
        "scheme": {
            "id": "random",
            "version": str(draw(st.integers(1, 9))),
            "issuer": "somebody",
            "languages": draw(st.sampled_from([["en"], ["uk", "en"], ["de"], ["pl", "en", "pt-BR"]])),
            "zone": draw(st.sampled_from(["Europe/Warsaw", "UTC", "Pacific/Auckland"])),
            "holidays": draw(st.sampled_from(["", "PL", "DE"])),
            "kinds": draw(st.sampled_from([[], ["library"], ["library", "school"]])),
        },
        "certificate": {
            "validity": draw(st.sampled_from([{"years": 5, "ends": "year_end"}, {"months": 18}, {"years": 1}]))
        },
        "standards": {"levels": ["area", "criterion", "point"][3 - levels :]},
        "standard": draw(_standards(levels)),
        "scale": {"answer": {"values": draw(_values())}},
        "role": {
            "holder": {"from": "institution"},
            "office": {"from": "issuer"},
            "board": {"from": "body"},
        },
        "body": {"board": draw(_body())},
        "term": {},
        "form": {},
        "letter": {"news": {}, "receipt": {"to": "holder", "alone": True}},
        "proceeding": {},
    }
    Writer(draw, structure).write()
    return structure


@st.composite
def _standards(draw: st.DrawFn, levels: int) -> Tree:
    found: Tree = {}
    row = [f"S{n}" for n in range(draw(st.integers(1, 3)))]
    found.update({id: {} for id in row})
    for _ in range(levels - 1):
        below = [(f"{id}.{n}", id) for id in row for n in range(draw(st.integers(1, 2)))]
        found.update({id: {"under": above} for id, above in below})
        row = [id for id, _ in below]
    for id in row:
        found[id]["required"] = draw(st.booleans())
        found[id]["weight"] = draw(st.sampled_from([1, 2, 0.5]))
    return found


@st.composite
def _values(draw: st.DrawFn) -> list[Tree]:
    values: list[Tree] = [{"value": "yes", "counts": "met", "points": 2}, {"value": "no", "counts": "not", "points": 0}]
    if draw(st.booleans()):
        values.insert(1, {"value": "half", "counts": "partly", "points": 1, "reason": draw(st.booleans())})
    if draw(st.booleans()):
        values.append({"value": "no_matter", "counts": "out", "reason": True})
    return values


@st.composite
def _body(draw: st.DrawFn) -> Tree:
    return {
        "members": [draw(st.integers(5, 7)), 9],
        "quorum": draw(st.sampled_from([{"share": 0.5}, {"least": 2}, {"share": 0.6, "least": 2}])),
        "majority": {
            "of": draw(st.sampled_from(["present", "cast"])),
            "tie": draw(st.sampled_from(["chair", "no"])),
        },
        "votes": draw(st.sampled_from([["open"], ["open", "secret", "circular"]])),
    }
