"""Questions about records, with a sentence for "no". They never write."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from gromada.kit import partial
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person
from gromada.records import personal
from gromada.records.models import Kind, Record, Starter

_TEXTS = ("title", "text", "link", "counted", "period_from", "period_to", "started_by")
LARGEST_COUNT = 2_147_483_647  # what the column holds
LONGEST_TEXT = 20_000


def may_change(record: Record, by: Person) -> No | None:
    """The institution's own people, and whoever wrote it."""
    if record.by_id == by.pk or Record.objects.visible_to(by).filter(pk=record.pk).exists():
        return None
    return No(_("This record belongs to an institution for which you do not act."))


def sound_facts(kind: str, facts: dict[str, Any], *, with_files: bool) -> dict[str, Any]:
    """The facts in their kept form. Raises Refusal with every wrong one at once."""
    sound = {name: clean(str(value or "")) if name in _TEXTS else value for name, value in facts.items()}
    reasons = [_title(sound), _about(kind, sound, with_files), _starter(sound), *_lengths(sound), *_dates(sound)]
    reasons += personal.numbers_in(sound)
    wrong = [no for no in reasons if no]
    if wrong:
        raise Refusal(*wrong)
    return sound


def _title(sound: dict[str, Any]) -> No | None:
    return None if sound.get("title") else No(_("Give it a short name, so that it can be found again."), where="title")


def _about(kind: str, sound: dict[str, Any], with_files: bool) -> No | None:
    if kind not in Kind.values:
        return No(_("Choose what kind of evidence it is."), where="kind")
    if kind == Kind.LINK and not _is_address(sound.get("link", "")):
        return No(_("Write the whole address of the page, beginning with https://."), where="link")
    if kind == Kind.TEXT and not sound.get("text"):
        return No(_("Write what happened, in a few sentences."), where="text")
    if kind == Kind.COUNT:
        return _count(sound)
    if kind == Kind.FILE and not with_files:
        return No(_("Add a file."), where="files")
    return None


def _count(sound: dict[str, Any]) -> No | None:
    number = sound.get("count")
    if number is None:
        return No(_("Write the number."), where="count")
    if not isinstance(number, int) or not 0 <= number <= LARGEST_COUNT:
        return No(_("Write a whole number, zero or more."), where="count")
    if not sound.get("counted"):
        return No(_("Write what was counted, for example “people at the meeting”."), where="counted")
    return None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not set(text) & set(' <>"\\')


def _starter(sound: dict[str, Any]) -> No | None:
    known = sound.get("started_by", "") in Starter.values
    return None if known else No(_("Choose who started it."), where="started_by")


def _lengths(sound: dict[str, Any]) -> list[No]:
    found = []
    for name in ("title", "text", "link", "counted"):
        longest = getattr(Record._meta.get_field(name), "max_length", None) or LONGEST_TEXT
        if len(sound.get(name, "")) > longest:
            found.append(No(_("Too long; characters that fit here: %(count)s.") % {"count": longest}, where=name))
    return found


def _dates(sound: dict[str, Any]) -> list[No]:
    found: list[No] = []
    first = _day(sound, "period_from", found)
    last = _day(sound, "period_to", found)
    if first and last and last < first:
        found.append(No(_("It would end before it begins. Correct the dates."), where="period_to"))
    return found


def _day(sound: dict[str, Any], name: str, found: list[No]) -> date | None:
    text = sound.get(name, "")
    try:
        return partial.last_day(text) if name == "period_to" else partial.first_day(text)
    except ValueError:
        found.append(No(_("“%(value)s” is no date. Write a day, a month or a year.") % {"value": text}, where=name))
    return None


def may_stand_again(record: Record) -> No | None:
    """Whether a record of earlier years may be brought forward once more, as it is today."""
    if record.revealing:
        return No(_("Being there alone discloses something: it stays within the team."))
    if record.kind == Kind.FILE and not record.attachments.exists():
        return No(_("Its file is gone; add it anew if it still counts."))
    return None
