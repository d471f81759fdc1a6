"""The closed lists of words of format 1: which tables there are and what may stand in each."""

import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Any

from .mistakes import Path, Report
from .vocabulary import (
    CERTIFICATE_ACTS,
    COUNTS,
    EVIDENCE_KINDS,
    FIELD_TYPES,
    FORMAT,
    FUNCTIONS,
    PROPOSALS,
    ROLE_SOURCES,
    SIGNATURES,
    VOTE_KINDS,
)
from .words import (
    LEFT_OUT,
    Table,
    blank,
    by_type,
    dotted,
    flag,
    listing,
    number,
    one_of,
    share,
    state,
    text,
    variants,
    whole,
    word,
    words_of,
)

words = listing(word)
some_words = listing(word, least=1)
states = listing(state, least=1)


def _format(value: Any, path: Path, report: Report) -> Any:
    if value != FORMAT:
        report.say(path, f"This is written in format {value}; this installation reads format {FORMAT}.")
        return LEFT_OUT
    return value


def _range(value: Any, path: Path, report: Report) -> Any:
    """A number (exactly so many) or [least, most]; [3] means three or more."""
    if isinstance(value, list) and 1 <= len(value) <= 2:
        ends = [whole()(each, path, report) for each in value]
        if LEFT_OUT in ends:
            return LEFT_OUT
        if len(ends) == 2 and ends[0] > ends[1]:
            report.say(path, f"[{ends[0]}, {ends[1]}] runs backwards: the least stands first.")
            return LEFT_OUT
        return [ends[0], ends[1] if len(ends) == 2 else None]
    found = whole()(value, path, report)
    return LEFT_OUT if found is LEFT_OUT else [found, found]


def _month_day(value: Any, path: Path, report: Report) -> Any:
    """A day of every year, month first: "06-30". 29 February is kept as it is: the term ends a day earlier in other years."""
    if isinstance(value, str) and re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", value):
        month, day = int(value[:2]), int(value[3:])
        if day <= monthrange(2028, month)[1]:
            return value
    report.say(path, f'"{value}" is no day of the year: write the month and the day, as "06-30".')
    return LEFT_OUT


_SCHEME = Table(
    {
        "id": word,
        "version": dotted,
        "issuer": word,
        "languages": some_words,
        "zone": text,
        "holidays": blank,
        "kinds": words,
        "fields": words,
        "signatures": listing(one_of(SIGNATURES)),
        "in_time": one_of(("posted", "arrived")),
        "renewal": one_of(("new_request", "none")),
        "moving": Table({"by": some_words, "letter": word}, {"by": []}),
        "history_only": flag,
    },
    {"id": "", "version": "", "issuer": "", "languages": [], "zone": "UTC"},
)

_CERTIFICATE = Table(
    {
        "validity": Table(
            {
                "years": whole(1),
                "months": whole(1),
                "ends": one_of(("same_day", "year_end", "never")),
                "clause": text,
            }
        ),
        "number": text,
        "label": text,
        "renewal": one_of(("new_request", "none")),
        "licence": Table({"follows": one_of(("validity",)), "clause": text}),
        "reminders_before_expiry": by_type(
            {list: listing(whole(1)), int: listing(whole(1)), dict: Table({"days": listing(whole(1)), "letter": word})},
            "{ days = [90, 30] }",
        ),
    }
)

_VALUE = Table(
    {"value": dotted, "counts": one_of(COUNTS), "points": number(), "reason": flag},
    {"value": LEFT_OUT, "counts": "met"},
)
_SCALE = Table({"values": listing(_VALUE, least=1, one=())}, {"values": []})

_PART = Table({"annex": flag, "kinds": words, "fields": words, "draft": flag})
_STANDARD = Table(
    {
        "part": word,
        "under": dotted,
        "required": flag,
        "evidence": listing(one_of(EVIDENCE_KINDS)),
        "tags": words,
        "weight": number(0),
    }
)

_ROLE = Table(
    {
        "from": one_of(ROLE_SOURCES),
        "function": one_of(FUNCTIONS),
        "body": word,
        "one_of": word,
        "panel_of": word,
        "pool": word,
        "count": _range,
        "clause": text,
    },
    {"from": LEFT_OUT},
)
_BODY = Table(
    {
        "quorum": by_type({dict: Table({"share": share, "least": whole(1)}), int: whole(1)}, "{ least = 3 }"),
        "majority": Table({"of": one_of(("present", "cast", "members")), "share": share, "tie": word}),
        "votes": listing(one_of(VOTE_KINDS), least=1),
        "members": _range,
        "substitutes": whole(),
        "clause": text,
    }
)
_TERM = Table(
    {
        "days": whole(1),
        "working_days": whole(1),
        "months": whole(1),
        "until": _month_day,
        "from": one_of(("step", "delivery")),
        "ends_on_working_day": flag,
        "clause": text,
        "remind": Table({"days": listing(whole(1)), "letter": word}, {"days": [1], "letter": LEFT_OUT}),
        "extendable": Table(
            {"times": whole(1), "longest": whole(1), "by": some_words, "letter": word}, {"longest": 1, "by": LEFT_OUT}
        ),
    }
)

_WHEN = Table({"field": word, "is": listing(dotted, least=1), "outcome": some_words})
_FIELD_WORDS: dict[str, Any] = {
    "id": word,
    "type": one_of(FIELD_TYPES),
    "required": flag,
    "min": number(),
    "max": number(),
    "when": _WHEN,
    "scale": word,
    "options": listing(dotted, least=1),
    "several": flag,
    "role": word,
    "at": word,
    "narrative_at": word,
    "narrative_max": whole(1),
    "evidence": flag,
    "proposed": one_of(PROPOSALS),
    "unit": text,
}
_COLUMN = Table(_FIELD_WORDS, {"id": LEFT_OUT, "type": LEFT_OUT})
_FIELD = Table({**_FIELD_WORDS, "columns": listing(_COLUMN, least=1, one=())}, {"id": LEFT_OUT, "type": LEFT_OUT})
_FORM = Table(
    {"keep": flag, "writers": words, "readers": words, "fields": listing(_FIELD, least=1, one=())}, {"fields": []}
)

_PARENT = one_of(("parent",))
_RULE_WORDS: dict[str, dict[str, Any]] = {
    "answered": {"form": word, "share": share, "fields": some_words},
    "score": {"of": word, "share_at_least": share, "each_at_least": one_of(("met", "partly", "not"))},
    "count": {
        "proceeding": word,
        "open": whole(),
        "of": word,
        "form": word,
        "at_least": whole(),
        "at_most": whole(),
    },
    "times": {"step": word, "since": word, "at_least": whole(), "at_most": whole()},
    "term": {"name": word, "is": one_of(("open", "passed", "running")), "of": _PARENT},
    "free_of_conflict": {"role": word, "roles": some_words},
    "others_than": {"step": word, "of": _PARENT},
    "appointed": {"role": word, "roles": some_words},
    "agreed": {"form": word},
    "certificate": {
        "is": one_of(("in_force", "not_overlapping", "suspended", "ending")),
        "months": whole(1),
        "days": whole(1),
    },
}
_RULE_NEEDS = {
    "answered": ("form",),
    "score": ("of",),
    "term": ("name", "is"),
    "others_than": ("step",),
    "agreed": ("form",),
    "certificate": ("is",),
}
_EFFECT_WORDS: dict[str, dict[str, Any]] = {
    "freeze": {},
    "appoint": {"role": word, "roles": some_words},
    "announce": {},
    "issue": {},
    "certificate": {"do": one_of(CERTIFICATE_ACTS)},
    "publish": {},
    "parent": {"step": word},
    "open": {"proceeding": word},
}
_EFFECT_NEEDS = {"certificate": ("do",), "parent": ("step",), "open": ("proceeding",)}


def _tables(key: str, tables: dict[str, dict[str, Any]], needs: Mapping[str, tuple[str, ...]]) -> dict[str, Table]:
    return {
        name: Table({key: text, "on": words, **own}, {need: LEFT_OUT for need in needs.get(name, ())})
        for name, own in tables.items()
    }


def _named(key: str) -> Any:
    """A word, a list of words, or a list of tables { on = outcome, KEY = word }."""
    each = Table({key: word, "on": words}, {key: LEFT_OUT})
    either = by_type({str: word, dict: each}, f'a name or {{ on = "…", {key} = "…" }}')
    return listing(either, one=(str, dict))


_EACH = by_type({int: whole(1), str: one_of(("all",))}, 'a number or "all"')
_STEP = Table(
    {
        "step": word,
        "clause": text,
        "by": some_words,
        "how": Table({"each": _EACH, "blind": flag, "vote": word}),
        "from": states,
        "to": by_type({str: state, dict: words_of(state)}, "a state or { outcome = state }"),
        "form": word,
        "provided": listing(variants("rule", _tables("rule", _RULE_WORDS, _RULE_NEEDS)), one=(str, dict)),
        "starts": _named("term"),
        "meets": words,
        "effects": listing(variants("effect", _tables("effect", _EFFECT_WORDS, _EFFECT_NEEDS)), one=(str, dict)),
        "letter": _named("letter"),
    },
    {"step": LEFT_OUT, "by": [], "from": [], "to": "="},
)
_PROCEEDING = Table(
    {
        "about": by_type(
            {
                str: one_of(("institution", "certificate")),
                dict: Table({"case": some_words, "in": states}, {"case": []}),
            },
            '"institution", "certificate" or { case = ["…"], in = ["…"] }',
        ),
        "begins": word,
        "ends": some_words,
        "path": words,
        "seen_as": words_of(word),
        "before": word,
        "every_year": _month_day,
        "stages": words_of(some_words),
        "steps": listing(_STEP, least=1, one=()),
    },
    {"about": "institution", "begins": LEFT_OUT, "ends": [], "steps": []},
)

STRUCTURE = Table(
    {
        "format": _format,
        "scheme": _SCHEME,
        "certificate": _CERTIFICATE,
        "standards": Table({"levels": some_words}, {"levels": []}),
        "scale": words_of(_SCALE),
        "part": words_of(_PART),
        "standard": words_of(_STANDARD, dotted),
        "role": words_of(_ROLE),
        "body": words_of(_BODY),
        "term": words_of(_TERM),
        "form": words_of(_FORM),
        "proceeding": words_of(_PROCEEDING),
        "letter": words_of(
            Table({"to": word, "alone": flag, "shown_when": one_of(("sent", "delivered")), "ahead": word, "by": words})
        ),
    },
    {"format": FORMAT, "scheme": {"id": "", "version": "", "issuer": "", "languages": [], "zone": "UTC"}},
)
