"""The tree of standards: parts, levels, who stands under whom; scales."""

from ..build import line_above
from ..mistakes import quoted
from .view import View


def check(view: View) -> None:
    _parts(view)
    _tree(view)
    _scales(view)


def _parts(view: View) -> None:
    edition = view.edition
    for part in edition.parts.values():
        path = view.at("part", part.id)
        for kind in part.kinds:
            view.known(kind, edition.kinds, (*path, "kinds"), "kind of institution")
        for field in part.fields:
            view.known(field, edition.fields, (*path, "fields"), "field of work")
        if (part.kinds or part.fields) and not part.annex:
            view.say(path, f'The part "{part.id}" is for everybody; only an annex has kinds and fields (annex = true).')
        if not part.draft and not any(standard.part == part.id for standard in edition.standards.values()):
            sentence = f'No standard belongs to the part "{part.id}"; write some, or take it away.'
            view.report.about(part.id, path, sentence, "part_without_standards", part=part.id)


def _tree(view: View) -> None:
    edition, given = view.edition, view.structure.get("standard", {})
    if edition.standards and not edition.levels:
        view.say(
            view.at("standards"), 'Name the levels of the standards, top first: [standards] levels = ["standard"].'
        )
        return
    for standard in edition.standards.values():
        path, above = view.at("standard", standard.id), line_above(standard.id, given)
        top = above[-1] if above else standard.id
        if standard.under and standard.under not in edition.standards:
            view.known(standard.under, edition.standards, (*path, "under"), "standard")
        elif given[top].get("under") in given:
            view.say((*path, "under"), f'"{standard.id}" stands, in the end, under itself: mend "under".')
        elif len(above) >= len(edition.levels):
            depth, named = len(above) + 1, len(edition.levels)
            sentence = f'"{standard.id}" stands {depth} levels deep, but [standards] levels names {named}.'
            view.say((*path, "under"), sentence, "too_deep", id=standard.id)
        if standard.under and "part" in given[standard.id]:
            view.say((*path, "part"), f'"{standard.id}" takes its part from "{standard.under}": leave "part" out.')
        elif not standard.under and not standard.part:
            view.say(path, f'Say to which part "{standard.id}" belongs: part = one of {quoted(edition.parts)}.')
        elif not standard.under:
            view.known(standard.part, edition.parts, (*path, "part"), "part")
        if edition.under(standard.id):
            for word in ("required", "evidence", "weight"):
                if word in given[standard.id]:
                    view.say(
                        (*path, word),
                        f'"{word}" stands on what is answered, and others stand under "{standard.id}": write it there.',
                        "not_answered_itself",
                        id=standard.id,
                    )


def _scales(view: View) -> None:
    for scale in view.edition.scales.values():
        path = view.at("scale", scale.id, "values")
        view.once((value.id for value in scale.values), path, "value")
        points = [value.points is not None for value in scale.values if value.counts != "out"]
        if any(points) and not all(points):
            view.say(path, f'Some values of the scale "{scale.id}" have points and some have none: give all, or none.')
