"""What makes a row damaged or ambiguous: by itself, and beside the other rows of its file."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from gromada.certification.history.decoding import has_lost_letters
from gromada.certification.history.findings import Finding
from gromada.certification.history.row import Row
from gromada.institutions import places
from gromada.kit import clock, partial
from gromada.kit.folding import fold
from gromada.kit.identifiers import compact_teryt
from gromada.kit.refusal import Refusal

REQUIRED = ("name", "kind", "town", "edition", "source")
NAMES = ("name", "kind", "town", "voivodeship", "unit", "aliases", "edition", "successor")
TEXTS = ("handed_over_by", "handed_over_as", "occasion", "source", "valid_label")
DATES = ("decided_on", "handed_over_on", "valid_from", "valid_to", "successor_since")
PAST = ("decided_on", "handed_over_on")
LONGEST = {
    "name": 200, "kind": 60, "town": 100, "voivodeship": 40, "unit": 200, "valid_label": 40, "handed_over_by": 120,
    "handed_over_as": 200, "occasion": 200, "source": 400, "successor": 200,
}  # fmt: skip
EARLIEST_YEAR = 1990


def of_row(row: Row) -> list[Finding]:
    """Everything that is wrong with one row, letters first: other checks would only repeat what lost letters cause."""
    lost = _lost_letters(row)
    return lost or [
        *_empty(row),
        *_too_long(row),
        *_dates(row),
        *_order(row),
        *_numbers(row),
        *_place(row),
        *_successor(row),
    ]


def among(rows: list[Row]) -> list[Finding]:
    """What is wrong between rows. Where two contradict each other both are named: which is right is not guessed."""
    return [*_without_code(rows), *_repeated(rows), *_overlapping(rows)]


def _lost_letters(row: Row) -> list[Finding]:
    found = [
        name
        for name in (*NAMES, *TEXTS)
        if has_lost_letters(getattr(row, name)) or (name in NAMES and "?" in getattr(row, name))
    ]
    sentence = _("Letters were lost in “%(text)s”. Type them in again; they are not guessed.")
    return [Finding(row.line, name, sentence % {"text": getattr(row, name)[:80]}) for name in found]


def _empty(row: Row) -> list[Finding]:
    return [
        Finding(row.line, name, _("The cell is empty; it must be filled in."))
        for name in REQUIRED
        if not getattr(row, name)
    ]


def _too_long(row: Row) -> list[Finding]:
    return [
        Finding(row.line, name, _("Too long; characters that fit here: %(count)s.") % {"count": most})
        for name, most in LONGEST.items()
        if len(getattr(row, name)) > most
    ]


def _dates(row: Row) -> list[Finding]:
    found = []
    for name in DATES:
        text = getattr(row, name)
        if not _is_date(text):
            found.append(
                Finding(row.line, name, _("“%(text)s” is no date; write 2022-03-29, 2022-03 or 2022.") % {"text": text})
            )
        elif name in PAST and (partial.first_day(text) or clock.today()) > clock.today():
            found.append(
                Finding(row.line, name, _("“%(text)s” has not come yet; history lies in the past.") % {"text": text})
            )
    return found


def _is_date(text: str) -> bool:
    try:
        parts = partial.parse(text)
    except ValueError:
        return False
    return parts is None or EARLIEST_YEAR <= parts[0] <= clock.today().year + 50


def _order(row: Row) -> list[Finding]:
    if not (_is_date(row.valid_from) and _is_date(row.valid_to)):
        return []
    first, last = partial.first_day(row.valid_from), partial.last_day(row.valid_to)
    if first and last and last < first:
        return [
            Finding(
                row.line,
                "valid_to",
                _("The validity ends (%(to)s) before it begins (%(from)s).")
                % {"to": row.valid_to, "from": row.valid_from},
            )
        ]
    return []


def _numbers(row: Row) -> list[Finding]:
    found = []
    if row.award_number and not re.fullmatch(r"[1-9]\d?", row.award_number):
        found.append(
            Finding(
                row.line,
                "award_number",
                _("“%(text)s” is no count of awards; write 1, 2, 3 …") % {"text": row.award_number},
            )
        )
    if row.report_year and not (re.fullmatch(r"\d{4}", row.report_year) and _is_date(row.report_year)):
        found.append(Finding(row.line, "report_year", _("“%(text)s” is no year.") % {"text": row.report_year}))
    return found


def _place(row: Row) -> list[Finding]:
    if row.voivodeship and row.voivodeship not in places.VOIVODESHIPS.values():
        return [Finding(row.line, "voivodeship", _("There is no voivodeship “%(name)s”.") % {"name": row.voivodeship})]
    if not row.teryt:
        return []
    try:
        compact = compact_teryt(row.teryt)
    except Refusal as refused:
        return [Finding(row.line, "teryt", refused.reasons[0].sentence)]
    if compact != row.teryt:
        return [Finding(row.line, "teryt", _("Write the code without spaces or dashes: %(code)s.") % {"code": compact})]
    named = {"code": row.teryt, "town": row.town, "voivodeship": places.voivodeship_of(row.teryt)}
    if row.voivodeship and row.voivodeship != named["voivodeship"]:
        return [
            Finding(row.line, "teryt", _("The code %(code)s lies in another voivodeship: %(voivodeship)s.") % named)
        ]
    if places.is_misplaced(row.teryt, row.town):
        return [
            Finding(
                row.line, "teryt", _("The code %(code)s is not the code of the gmina in which %(town)s lies.") % named
            )
        ]
    return []


def _successor(row: Row) -> list[Finding]:
    if bool(row.successor) == bool(row.successor_since):
        if len(row.successor_since) in (0, 10):
            return []
        return [
            Finding(row.line, "successor_since", _("The day on which the successor took over must be known exactly."))
        ]
    empty = "successor_since" if row.successor else "successor"
    return [
        Finding(
            row.line, empty, _("A successor and the day since when it is one belong together; one of them is empty.")
        )
    ]


def _without_code(rows: list[Row]) -> list[Finding]:
    coded: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.teryt:
            coded[fold(row.name), fold(row.town)].add(row.teryt)
    found = []
    for row in rows:
        if row.teryt:
            continue
        if places.namesakes(row.town, row.voivodeship) > 1:
            sentence = _("More than one place is called %(town)s; write the TERYT code of the gmina.")
            found.append(Finding(row.line, "teryt", sentence % {"town": row.town}))
        elif coded[fold(row.name), fold(row.town)]:
            sentence = _("Another row has this name and a TERYT code; write it here too if both mean the same.")
            found.append(Finding(row.line, "teryt", sentence))
    return found


def _grouped(rows: Iterable[Row], key: Callable[[Row], object]) -> list[list[Row]]:
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())


def _repeated(rows: list[Row]) -> list[Finding]:
    found = []
    for held in _grouped(rows, lambda row: (row.holder, row.edition)):
        first: dict[str, Row] = {}
        for row in held:
            earlier = first.setdefault(row.told_apart_by, row)
            if earlier is not row:
                found.append(Finding(row.line, "", _("The row repeats line %(line)s.") % {"line": earlier.line}))
        if len(first) > 1 and "" in first:
            sentence = _("Line %(line)s may mean the same award: fill in the years or the number of the award in both.")
            for row in first.values():
                other = next(one for one in first.values() if one is not row)
                found.append(Finding(row.line, "award_number", sentence % {"line": other.line}))
    return found


def _overlapping(rows: list[Row]) -> list[Finding]:
    found = []
    for held in _grouped(rows, lambda row: row.holder):
        known = [row for row in held if row.valid_from and row.valid_to]
        for row in known:
            for other in known:
                if row.line != other.line and row.told_apart_by != other.told_apart_by and _surely_overlap(row, other):
                    sentence = _("The years overlap with the certificate in line %(line)s of the same holder.")
                    found.append(Finding(row.line, "valid_from", sentence % {"line": other.line}))
    return found


def _surely_overlap(one: Row, other: Row) -> bool:
    """Years alone may touch (2013–2016, 2016–2019): they overlap only if no reading of them keeps them apart."""
    latest_start = [partial.last_day(row.valid_from) for row in (one, other)]
    earliest_end = [partial.first_day(row.valid_to) for row in (one, other)]
    if None in latest_start or None in earliest_end:
        return False
    return not (earliest_end[0] < latest_start[1] or earliest_end[1] < latest_start[0])  # type: ignore[operator]
