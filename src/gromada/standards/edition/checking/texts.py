"""Every name in every language; no text about something that is not there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from ..mistakes import Path, nearest, quoted
from ..model import Field
from .view import View

Way = tuple[str, ...]
Below = dict[Way, dict[str, None]]  # the words that may follow on a way


@dataclass(frozen=True)
class Wanted:
    """A thing that has texts: those it must have, those it may have, and where the thing itself is defined."""

    needs: tuple[str, ...]
    may: tuple[str, ...]
    at: Path


def check(view: View) -> None:
    wanted = dict(_wanted(view))
    below: Below = {}
    for way in wanted:
        for length in range(len(way)):
            below.setdefault(way[:length], {})[way[length]] = None
    languages = [language for language in view.edition.languages if _has_texts(view, language)]
    for language in languages:
        _unknown(view, language, (), view.edition.texts[language], wanted, below)
        _clause(view, language)
    _missing(view, languages, wanted)
    _alone(view, languages, wanted)
    _documents(view)


def _wanted(view: View) -> Iterator[tuple[Way, Wanted]]:
    edition = view.edition
    yield ("scheme",), Wanted(("name", "certificate"), ("about", "clause", "banner"), view.at("scheme"))
    yield ("issuer",), Wanted(("name",), ("short", "about", "address"), view.at("scheme", "issuer"))
    names: list[tuple[str, Any, Path]] = [
        ("kind", edition.kinds, view.at("scheme", "kinds")),
        ("field", edition.fields, view.at("scheme", "fields")),
        (
            "signature",
            edition.signatures if "signatures" in view.structure["scheme"] else (),
            view.at("scheme", "signatures"),
        ),
        ("level", edition.levels, view.at("standards", "levels")),
    ]
    for what, ids, path in names:
        for id in ids:
            yield (what, id), Wanted(("name",), ("about",), path)
    for what, words in (("term", edition.terms), ("body", edition.bodies), ("role", edition.roles)):
        for id in words:
            yield (what, id), Wanted(("name",), ("about",), view.at(what, id))
    for id in _clock(view):
        yield ("role", id), Wanted(("name",), ("about",), view.at("role"))
    for id in view.structure.get("part", {}):
        yield ("part", id), Wanted(("name",), ("about",), view.at("part", id))
    for scale in edition.scales.values():
        if scale.value("name") is None:
            yield ("scale", scale.id), Wanted((), ("name", "about"), view.at("scale", scale.id))
        for value in scale.values:
            yield ("scale", scale.id, value.id), Wanted(("name",), ("hint",), view.at("scale", scale.id))
    for id in edition.standards:
        yield ("standard", id), Wanted(("name",), ("hint", "example", "evidence"), view.at("standard", id))
    yield from _of_forms(view)
    yield from _of_proceedings(view)
    yield from _optional(view)


def _of_forms(view: View) -> Iterator[tuple[Way, Wanted]]:
    for form in view.edition.forms.values():
        yield ("form", form.id), Wanted(("name",), ("lead",), view.at("form", form.id))
        for field in form.fields:
            path = view.field_at(form, field.id)
            yield from _of_field(("form", form.id, "field", field.id), field, path)
            for column in field.columns:
                yield from _of_field(("form", form.id, "field", field.id, "column", column.id), column, path)


def _of_field(way: Way, field: Field, path: Path) -> Iterator[tuple[Way, Wanted]]:
    yield way, Wanted(("name",), ("hint", "example", "unit"), path)
    for option in field.options:
        yield (*way, "option", option), Wanted(("name",), ("hint", "instead"), path)


def _of_proceedings(view: View) -> Iterator[tuple[Way, Wanted]]:
    for proceeding in view.edition.proceedings.values():
        here: Way = ("proceeding", proceeding.id)
        yield here, Wanted(("name",), ("about",), view.at(*here))
        for state in proceeding.states:
            yield (*here, "state", state), Wanted(("name",), ("hint",), view.at(*here))
        for step in proceeding.steps:
            path = view.step_at(proceeding, step)
            yield (*here, "step", step.id), Wanted(("name",), ("hint", "done", "opens"), path)
            for outcome in step.outcomes:
                yield (*here, "outcome", step.id, outcome), Wanted(("name",), ("hint",), path)


def _clock(view: View) -> set[str]:
    """The role of the clock, which stands in no list: it needs a name where it takes a step."""
    return {id for _, step in view.steps() for id in step.by if id == "time"} - set(view.edition.roles)


def _optional(view: View) -> Iterator[tuple[Way, Wanted]]:
    edition = view.edition
    optional: dict[str, set[str | None]] = {
        "pool": {role.pool for role in edition.roles.values()},
        "function": {role.function for role in edition.roles.values()},
        "letter": {*edition.letters},
        "tag": {tag for standard in edition.standards.values() for tag in standard.tags},
        "signature": {*edition.signatures},
        "role": {*({"time"} - _clock(view))},
    }
    given = view.structure["scheme"].get("signatures", ())
    for what, ids in optional.items():
        for id in sorted(id for id in ids if id and not (what == "signature" and id in given)):
            if not (what == "role" and id in edition.roles):
                yield (what, id), Wanted((), ("name", "about"), view.at("scheme"))


def _has_texts(view: View, language: str) -> bool:
    if isinstance(view.edition.texts.get(language), Mapping):
        return True
    sentence = f'There are no texts in "{language}": write a file such as labels.{language}.toml.'
    view.say(view.at("scheme", "languages"), sentence)
    return False


def _unknown(
    view: View, language: str, way: Way, tree: Mapping[str, Any], wanted: Mapping[Way, Wanted], all: Below
) -> None:
    own, below = wanted.get(way), all.get(way, {})
    words = (*own.needs, *own.may) if own else ()
    for key, value in tree.items():
        path = ("texts", language, *way, key)
        if key in below and isinstance(value, Mapping):
            _unknown(view, language, (*way, key), value, wanted, all)
        elif (*way, key) in wanted or key in words:
            _is_text(view, path, value)
        elif key in below:
            view.say(path, f'"{key}" must be a table here: write [{".".join((*way, key))}].')
        else:
            where = f"under [{'.'.join(way)}]" if way else "in a file of texts"
            view.report.about(key, path, f'"{key}" is unknown {where}.{nearest(key, (*below, *words))}')


def _is_text(view: View, path: Path, value: Any) -> None:
    lines = value if isinstance(value, list) else [value]
    if not all(isinstance(line, str) for line in lines):
        view.say(path, f'"{path[-1]}" must be a text in quotes.', "no_text")
    elif not lines or not all(line.strip() for line in lines):
        view.say(path, f'"{path[-1]}" is empty: write the text.', "empty_text")


def _found(view: View, language: str, way: Way, word: str) -> Any:
    found: Any = view.edition.texts[language]
    for key in way:
        found = found.get(key) if isinstance(found, Mapping) else None
    if isinstance(found, Mapping):
        return found.get(word)
    return found if word == "name" else None


def _missing(view: View, languages: list[str], wanted: Mapping[Way, Wanted]) -> None:
    for way, each in wanted.items():
        for word in each.needs:
            lacking = [language for language in languages if _found(view, language, way, word) is None]
            if lacking and not view.report.lost & set(way[1:]):
                sentence = f'"{way[-1]}" has no {word} in {quoted(lacking)}: {_write(way, word, lacking)}'
                sentence += _misspelt(view, way, wanted) if lacking == languages else ""
                view.say(each.at, sentence, "text_missing", languages=", ".join(lacking), of="/".join(way), word=word)


def _write(way: Way, word: str, languages: list[str]) -> str:
    table = ".".join(f'"{key}"' if "." in key else key for key in way)
    files = " and ".join(f".{language}.toml" for language in languages)
    return f'write {word} = "…" under [{table}] in a file ending {files}.'


def _misspelt(view: View, way: Way, wanted: Mapping[Way, Wanted]) -> str:
    """A state without any text is often another state, misspelt."""
    if way[-2:-1] != ("state",):
        return ""
    close = nearest(way[-1], (other[-1] for other in wanted if other[:-1] == way[:-1] and other != way))
    return close if close.startswith(" Did") else ""


def _clause(view: View, language: str) -> None:
    clause = _found(view, language, ("scheme",), "clause")
    if isinstance(clause, str):
        path = ("texts", language, "scheme", "clause")
        try:
            facts = {name for _, name, _, _ in Formatter().parse(clause) if name is not None}
        except ValueError:
            facts = set()
        if facts != {"clause"}:
            view.say(
                path,
                'This is how a point is cited: it needs {clause} and nothing else in braces, as in "point {clause}".',
                "clause_pattern",
            )


def _alone(view: View, languages: list[str], wanted: Mapping[Way, Wanted]) -> None:
    """A text that need not be, but is there in one language, is there in all."""
    for way, each in wanted.items():
        for word in each.may if each.needs else (*each.needs, *each.may):
            having = [language for language in languages if _found(view, language, way, word) is not None]
            lacking = [language for language in languages if language not in having]
            if having and lacking:
                sentence = f"This text is missing in {quoted(lacking)}: {_write(way, word, lacking)}"
                path = ("texts", having[0], *way, word)
                view.report.about(way[-1], path, sentence, "translation_missing", languages=", ".join(lacking))


def _documents(view: View) -> None:
    documents, languages = view.edition.documents, view.edition.languages
    for language, texts in documents.items():
        for name in texts:
            kind, _, title = name.partition("/")
            if kind == "letters":
                view.known(title, view.edition.letters, ("documents", language, name), "letter")
                continue
            for other in languages:
                if name not in documents.get(other, {}) and name not in view.report.lost and language in languages:
                    sentence = f'This text is missing in "{other}": write the file {name}.{other}.md.'
                    view.say(("documents", language, name), sentence, "translation_missing", languages=other)
