"""The head of an edition: languages, zone, calendar, validity, how certificates are numbered and labelled."""

from string import Formatter
from zoneinfo import ZoneInfo

import holidays
from holidays.registry import COUNTRIES

from ..mistakes import Path, nearest
from ..model import Proceeding, Step
from ..reading import is_language
from .view import View

NUMBER_FACTS = ("year", "n")
LABEL_FACTS = ("from_year", "to_year", "from", "to")
_COUNTRIES = {code for _, code, *_ in COUNTRIES.values()}


def check(view: View) -> None:
    _languages(view)
    _calendar(view)
    _certificate(view)
    if not view.edition.proceedings and not view.edition.history_only:
        view.report.about(
            "proceeding",
            view.at("scheme"),
            "The edition has no proceeding. Write one under [proceeding.NAME], or say history_only = true in [scheme].",
        )


def _languages(view: View) -> None:
    edition = view.edition
    if not edition.languages:
        view.report.about(
            "languages", view.at("scheme", "languages"), 'Name at least one language: languages = ["en"].'
        )
    for language in edition.languages:
        if not is_language(language):
            view.say(
                view.at("scheme", "languages"),
                f'"{language}" is no code of a language; write for example "pl" or "uk".',
            )
    for kind in ("texts", "documents"):
        found = edition.texts if kind == "texts" else edition.documents
        for language in found:
            if edition.languages and language not in edition.languages:
                where: Path = (kind, language, next(iter(found[language]), ""))
                view.report.about(
                    language,
                    where,
                    f'This file is in the language "{language}", which [scheme] languages does not name.'
                    f"{nearest(language, edition.languages)}",
                )


def _calendar(view: View) -> None:
    edition = view.edition
    try:
        ZoneInfo(edition.zone)
    except (KeyError, ValueError, OSError):
        view.say(
            view.at("scheme", "zone"), f'There is no time zone "{edition.zone}"; write one such as "Europe/Warsaw".'
        )
    if edition.holidays:
        country, _, region = edition.holidays.partition("-")
        if country not in _COUNTRIES:
            view.say(
                view.at("scheme", "holidays"),
                f'There is no holiday calendar "{edition.holidays}". Write the two letters of a country ("PL"), '
                'with a region where it has some ("DE-BY"), or "" for weekends only.',
            )
        elif region:
            regions = holidays.country_holidays(country).subdivisions
            if region not in regions:
                sentence = f'The holiday calendar "{country}" has no region "{region}".{nearest(region, regions)}'
                view.say(view.at("scheme", "holidays"), sentence)


def _certificate(view: View) -> None:
    given, path = view.edition.certificate, view.at("certificate")
    if given.years and given.months:
        view.say((*path, "validity"), "A certificate is valid for years or for months: keep one of the two.")
    if not (given.years or given.months) and given.ends == "year_end":
        view.say((*path, "validity"), 'ends = "year_end" needs years or months.')
    issues = [(p, s) for p, s in view.steps() if any(effect.effect == "issue" for effect in s.effects)]
    endless = given.ends == "never" or given.years or given.months
    if given.ends == "never" and (given.years or given.months):
        view.say((*path, "validity"), 'ends = "never" and years or months contradict each other: keep one of them.')
    if issues and not endless and not _asks_for_the_end(view, issues):
        view.say(
            view.step_at(*issues[0], "effects"),
            "A certificate is issued, but nothing says for how long: write [certificate] validity = { years = 5 } "
            '(or { ends = "never" }), or ask for the last day in the form of the step (a date proposed as valid_to).',
        )
    facts = _facts(view, (*path, "number"), given.number, NUMBER_FACTS)
    if facts is not None and "n" not in facts:
        view.say((*path, "number"), f'The number "{given.number}" needs {{n}}: no two may be the same.')
    _facts(view, (*path, "label"), given.label, LABEL_FACTS)


def _asks_for_the_end(view: View, issues: list[tuple[Proceeding, Step]]) -> bool:
    forms = [view.edition.forms.get(step.form or "") for _, step in issues]
    return all(form and any("valid_to" in (f.id, f.proposed) for f in form.fields) for form in forms)


def _facts(view: View, path: Path, pattern: str, known: tuple[str, ...]) -> set[str] | None:
    """The names in braces of a pattern; None, and a sentence, where it cannot be filled in."""
    try:
        found = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    except ValueError:
        view.say(path, f'A brace is never closed in "{pattern}".')
        return None
    for name in sorted(found - set(known)):
        view.say(path, f'"{{{name}}}" is unknown here.{nearest(name, known)}')
    return found
