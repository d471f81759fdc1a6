"""From content (as read, checked by `grammar`) to an Edition: shorthand is written out, patterns are resolved."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from .model import (
    About,
    Body,
    CertificateTerms,
    Edition,
    Effect,
    Field,
    Form,
    How,
    Letter,
    Moving,
    OnOutcome,
    Part,
    Proceeding,
    Role,
    Rule,
    Scale,
    Standard,
    Step,
    Term,
    Value,
    When,
)
from .states import main_road, resolved

Tree = Mapping[str, Any]


def assemble(structure: Tree, texts: Tree, documents: Tree, order: Tree, digest: str) -> Edition:
    """The edition of a structure that `grammar.STRUCTURE` has let through; no further mistake is looked for."""
    scheme, bodies = structure["scheme"], _ordered(structure.get("body", {}), order.get("body"))
    certificate = structure.get("certificate", {})
    proceedings = _ordered(structure.get("proceeding", {}), order.get("proceeding"))
    return Edition(
        format=structure["format"],
        scheme=scheme["id"],
        version=scheme["version"],
        issuer=scheme["issuer"],
        languages=tuple(scheme["languages"]),
        zone=scheme["zone"],
        holidays=scheme.get("holidays", ""),
        kinds=tuple(scheme.get("kinds", ())),
        fields=tuple(scheme.get("fields", ())),
        signatures=tuple(scheme.get("signatures", ("paper",))),
        in_time=scheme.get("in_time", "arrived"),
        history_only=scheme.get("history_only", False),
        renewal=scheme.get("renewal") or certificate.get("renewal") or "new_request",
        moving=Moving(tuple(scheme.get("moving", {}).get("by", ())), scheme.get("moving", {}).get("letter", "")),
        certificate=_certificate(certificate),
        levels=tuple(structure.get("standards", {}).get("levels", ())),
        parts=_parts(structure, order),
        standards=_standards(structure, order),
        scales={id: Scale(id, tuple(_value(v) for v in each["values"])) for id, each in _of("scale", structure, order)},
        roles={id: _role(id, each, bodies) for id, each in _of("role", structure, order)},
        bodies={id: _body(id, each) for id, each in bodies.items()},
        terms={id: _term(id, each) for id, each in _of("term", structure, order)},
        forms={id: _form(id, each) for id, each in _of("form", structure, order)},
        proceedings={id: _proceeding(id, each, proceedings, order) for id, each in proceedings.items()},
        letters={
            id: Letter(
                id,
                each.get("to", "institution"),
                each.get("alone", False),
                each.get("shown_when", ""),
                each.get("ahead", ""),
                tuple(each.get("by", ())),
            )
            for id, each in _of("letter", structure, order)
        },
        texts=texts,
        documents=documents,
        digest=digest,
    )


def _ordered(words: Tree, order: Iterable[str] | None) -> dict[str, Any]:
    """The same words as they were defined; what the order does not name comes after."""
    known = [id for id in order or () if id in words]
    return {id: words[id] for id in dict.fromkeys([*known, *words])}


def _of(kind: str, structure: Tree, order: Tree) -> Iterable[tuple[str, Any]]:
    return _ordered(structure.get(kind, {}), order.get(kind)).items()


def _certificate(given: Tree) -> CertificateTerms:
    validity, reminders = given.get("validity", {}), given.get("reminders_before_expiry", ())
    days = reminders.get("days", ()) if isinstance(reminders, Mapping) else reminders
    plain = CertificateTerms()
    return CertificateTerms(
        years=validity.get("years"),
        months=validity.get("months"),
        ends=validity.get("ends", plain.ends),
        clause=validity.get("clause", ""),
        number=given.get("number", plain.number),
        label=given.get("label", plain.label),
        reminders=tuple(sorted(days, reverse=True)),
        reminder=reminders.get("letter", "") if isinstance(reminders, Mapping) else "",
        licence_clause=given.get("licence", {}).get("clause", ""),
    )


def _parts(structure: Tree, order: Tree) -> dict[str, Part]:
    given = _ordered(structure.get("part", {}), order.get("part"))
    if not given and structure.get("standard"):
        given = {"general": {}}  # a scheme without annexes need not speak of parts
    return {
        id: Part(
            id,
            each.get("annex", False),
            tuple(each.get("kinds", ())),
            tuple(each.get("fields", ())),
            each.get("draft", False),
        )
        for id, each in given.items()
    }


def _standards(structure: Tree, order: Tree) -> dict[str, Standard]:
    given = _ordered(structure.get("standard", {}), order.get("standard"))
    levels = structure.get("standards", {}).get("levels", ())
    general = [id for id, part in _parts(structure, order).items() if not part.annex]
    found = {}
    for id, each in given.items():
        above = line_above(id, given)
        top = given[above[-1]] if above else each
        found[id] = Standard(
            id=id,
            level=levels[len(above)] if len(above) < len(levels) else "",
            part=top.get("part") or (general[0] if len(general) == 1 else ""),
            under=each.get("under"),
            required=each.get("required", False),
            evidence=tuple(each.get("evidence", ())),
            tags=tuple(each.get("tags", ())),
            weight=float(each.get("weight", 1)),
        )
    return found


def line_above(id: str, standards: Tree) -> list[str]:
    """The nodes above a standard, nearest first; a circle or an unknown node ends the line."""
    above: list[str] = []
    node = standards[id].get("under")
    while node in standards and node != id and node not in above:
        above.append(node)
        node = standards[node].get("under")
    return above


def _value(given: Tree) -> Value:
    points = given.get("points")
    return Value(given["value"], given["counts"], None if points is None else float(points), given.get("reason", False))


def _role(id: str, given: Tree, bodies: Tree) -> Role:
    drawn_from: str | None = given.get("panel_of")
    count: tuple[int, int | None]
    if "one_of" in given:
        count = (1, 1)
    elif drawn_from and drawn_from in bodies:
        count = (_body(drawn_from, bodies[drawn_from]).quorum_least, None)
    else:
        count = (1, None)
    return Role(
        id=id,
        source=given["from"],
        function=given.get("function"),
        body=given.get("body") or (id if given["from"] == "body" else None),
        one_of=given.get("one_of"),
        panel_of=drawn_from,
        pool=given.get("pool"),
        count=tuple(given["count"]) if "count" in given else count,
        clause=given.get("clause", ""),
    )


def _body(id: str, given: Tree) -> Body:
    plain, majority, quorum = Body(id), given.get("majority", {}), given.get("quorum", {})
    quorum = {"least": quorum} if isinstance(quorum, int) else quorum
    least = quorum.get("least", 1)
    return Body(
        id=id,
        quorum_share=float(quorum.get("share", plain.quorum_share)),
        quorum_least=least,
        majority_of=majority.get("of", plain.majority_of),
        majority_share=float(majority.get("share", plain.majority_share)),
        tie=majority.get("tie", plain.tie),
        votes=tuple(given.get("votes", plain.votes)),
        members=tuple(given.get("members", (least, None))),
        substitutes=given.get("substitutes", 0),
    )


def _term(id: str, given: Tree) -> Term:
    longer = given.get("extendable", {})
    return Term(
        id=id,
        days=given.get("days"),
        working_days=given.get("working_days"),
        months=given.get("months"),
        until=given.get("until"),
        starts_from=given.get("from", "step"),
        ends_on_working_day=given.get("ends_on_working_day", False),
        clause=given.get("clause", ""),
        reminders=tuple(sorted(given.get("remind", {}).get("days", ()), reverse=True)),
        reminder=given.get("remind", {}).get("letter", ""),
        extensions=longer.get("times", 1) if longer else 0,
        longest=longer.get("longest", 0),
        extended_by=tuple(longer.get("by", ())),
        extension=longer.get("letter", ""),
    )


def _form(id: str, given: Tree) -> Form:
    return Form(
        id=id,
        fields=tuple(_field(each) for each in given["fields"]),
        keep=given.get("keep", False),
        writers=tuple(given.get("writers", ())),
        readers=tuple(given.get("readers", ())),
    )


def _field(given: Tree) -> Field:
    when = given.get("when")
    asked = When(when.get("field"), tuple(when.get("is", ())), tuple(when.get("outcome", ()))) if when else None
    least, most = given.get("min"), given.get("max")
    return Field(
        id=given["id"],
        type=given["type"],
        required=given.get("required", True),
        min=None if least is None else float(least),
        max=None if most is None else float(most),
        when=asked,
        scale=given.get("scale"),
        options=tuple(given.get("options", ())),
        several=given.get("several", False),
        role=given.get("role"),
        columns=tuple(_field(each) for each in given.get("columns", ())),
        at=given.get("at"),
        narrative_at=given.get("narrative_at"),
        narrative_max=given.get("narrative_max", Field.narrative_max),
        evidence=given.get("evidence", False),
        proposed=given.get("proposed"),
        unit=given.get("unit"),
    )


def _proceeding(id: str, given: Tree, all: Tree, order: Tree) -> Proceeding:
    steps = tuple(_step(each, order.get(f"proceeding/{id}/{place}/to")) for place, each in enumerate(given["steps"]))
    found = Proceeding(
        id=id,
        about=_about(given["about"], all),
        begins=given["begins"],
        ends=tuple(given["ends"]),
        steps=resolved(given["begins"], tuple(given["ends"]), steps, given.get("stages", {})),
        path=tuple(given.get("path", ())),
        seen_as=dict(given.get("seen_as", {})),
        before=given.get("before"),
        every_year=given.get("every_year"),
    )
    return found if found.path or not found.ends else replace(found, path=main_road(found))


def _about(given: str | Tree, all: Tree) -> About:
    if isinstance(given, str):
        return About(given)
    proceedings = tuple(given["case"])
    states = tuple(given.get("in", ()))
    if not states:  # unsaid: a case in whatever state
        reached = [
            _proceeding(id, {**all[id], "about": "institution"}, all, {}).states for id in proceedings if id in all
        ]
        states = tuple(dict.fromkeys(state for each in reached for state in each))
    return About("case", proceedings, states)


def _step(given: Tree, outcomes: Iterable[str] | None) -> Step:
    how = given.get("how", {})
    to = given["to"]
    if isinstance(to, str):
        to = {"yes": to, "no": "="} if how.get("vote") else {None: to}  # a vote that fails changes nothing
    else:
        to = _ordered(to, outcomes)
    return Step(
        id=given["step"],
        by=tuple(given["by"]),
        sources=tuple(given["from"]),
        to=to,
        how=How(how.get("each"), how.get("blind", False), how.get("vote")),
        clause=given.get("clause", ""),
        form=given.get("form"),
        provided=tuple(
            Rule(each["rule"], on, _arguments(each, "rule")) for each in given.get("provided", ()) for on in _ons(each)
        ),
        starts=_on_outcome(given.get("starts", ()), "term"),
        meets=tuple(given.get("meets", ())),
        effects=tuple(effect for each in given.get("effects", ()) for effect in _effects(each)),
        letters=_on_outcome(given.get("letter", ()), "letter"),
    )


def _ons(given: Tree) -> tuple[str | None, ...]:
    return tuple(given.get("on", ())) or (None,)


def _effects(given: Tree) -> list[Effect]:
    """One effect for each outcome and each role it names."""
    words = _arguments(given, "effect")
    roles = words.pop("roles", None)
    each = [words] if roles is None else [{**words, "role": role} for role in roles]
    return [Effect(given["effect"], on, arguments) for on in _ons(given) for arguments in each]


def _arguments(given: Tree, kind: str) -> dict[str, Any]:
    """The words beside the rule and its outcome; a lone `role` is written as `roles`."""
    words = {key: value for key, value in given.items() if key not in (kind, "on")}
    role = words.pop("role", None)
    if role is not None:
        words["roles"] = list(dict.fromkeys([role, *words.get("roles", ())]))
    return words


def _on_outcome(given: Iterable[str | Tree], key: str) -> tuple[OnOutcome, ...]:
    found = []
    for each in given:
        if isinstance(each, str):
            found.append(OnOutcome(each))
        else:
            found += [OnOutcome(each[key], on) for on in _ons(each)]
    return tuple(found)
