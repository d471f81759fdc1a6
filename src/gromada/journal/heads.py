"""The signed heads of days. Published and kept elsewhere, they show a tail cut off or a chain written anew."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal import sentences
from gromada.journal.actions import append
from gromada.journal.chain import ZERO, head_message, utc
from gromada.journal.findings import Finding, What, found
from gromada.journal.keys import public_keys, sign, verify
from gromada.journal.models import DayHead, Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal

SIGNED = "journal.signed"
PUBLISHED_DAYS = 400


@dataclass(frozen=True)
class SignedHead:
    """A day's head as it stands in the database or in a file from elsewhere."""

    day: date
    seq: int
    digest: str
    signed_at: datetime
    key: str
    signature: str

    @property
    def message(self) -> bytes:
        return head_message(self.day, self.seq, self.digest, self.signed_at)

    def as_json(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(), "seq": self.seq, "digest": self.digest,
            "signed_at": utc(self.signed_at), "key": self.key, "signature": self.signature,
        }  # fmt: skip


def sign_day(day: date) -> DayHead:
    """Signs the end of a finished day. Signing a day again changes nothing.

    A line of the journal says that it was signed, so a head that is later taken away leaves a trace.
    """
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(settings.TIME_ZONE))
    if clock.now() < midnight:
        raise Refusal(_("The day %(day)s is not over; its head is signed after midnight.") % {"day": day.isoformat()})
    with transaction.atomic():
        known = DayHead.objects.filter(day=day).first()
        if known:
            return known
        last = Entry.objects.filter(entered_at__lt=midnight).order_by("-seq").values_list("seq", "digest").first()
        seq, digest = last or (0, ZERO)
        signed_at = clock.now()
        key, signature = sign(head_message(day, seq, digest, signed_at))
        head = DayHead(day=day, seq=seq, digest=digest, key=key, signature=signature, signed_at=signed_at)
        head.save(force_insert=True)
        append(SIGNED, "day", day.isoformat(), by="time", facts=_facts(signed_head(head)))
    return head


def sign_day_before(day: date) -> DayHead:
    """For the timetable, after midnight."""
    return sign_day(day - timedelta(days=1))


def published() -> dict[str, Any]:
    """For /.well-known/gromada-journal.json: the heads of the last 400 days and the keys that signed them."""
    heads = [signed_head(head) for head in DayHead.objects.order_by("-day")[:PUBLISHED_DAYS]]
    return {"format": 1, "keys": public_keys(), "heads": [head.as_json() for head in reversed(heads)]}


def compare(head_file: Path) -> list[Finding]:
    """Holds a published file of heads, kept elsewhere, against the journal as it is now."""
    return list(against_journal(read_heads(head_file)))


def read_heads(head_file: Path) -> list[SignedHead]:
    try:
        content = json.loads(Path(head_file).read_text(encoding="utf-8"))
        return [_read_head(head) for head in content["heads"]]
    except json.JSONDecodeError as mistake:
        raise Refusal(
            _("%(file)s, line %(line)s: this is not a file of heads. Take it from /.well-known/gromada-journal.json.")
            % {"file": Path(head_file).name, "line": mistake.lineno}
        ) from mistake
    except (OSError, UnicodeDecodeError) as mistake:
        raise Refusal(_("The file of heads %(file)s cannot be read.") % {"file": Path(head_file).name}) from mistake
    except (KeyError, TypeError, ValueError) as mistake:
        raise Refusal(
            _("%(file)s is not a file of heads: each needs day, seq, digest, signed_at, key and signature.")
            % {"file": Path(head_file).name}
        ) from mistake


def against_journal(heads: Iterable[SignedHead]) -> Iterator[Finding]:
    """Every head must be signed by a key of this place and must name a line that is still there."""
    trusted = set(public_keys())
    for head in heads:
        if not genuine(head, trusted):
            yield forged(head)
            continue
        digest = ZERO if head.seq == 0 else Entry.objects.filter(seq=head.seq).values_list("digest", flat=True).first()
        yield from compared(head, digest)


def compared(head: SignedHead, digest: str | None) -> Iterator[Finding]:
    """`digest` is what the journal has at the head's line now, None where the line is gone."""
    day = head.day.isoformat()
    if digest is None:
        yield found(What.CUT_OFF, sentences.HEAD_CUT_OFF, line=head.seq, day=day)
    elif digest != head.digest:
        yield found(What.CHANGED, sentences.HEAD_OTHER, line=head.seq, day=day)


def genuine(head: SignedHead, trusted: set[str]) -> bool:
    return head.key in trusted and verify(head.message, head.key, head.signature)


def forged(head: SignedHead) -> Finding:
    return found(What.FORGED, sentences.HEAD_FORGED, line=head.seq, day=head.day.isoformat())


def signed_head(row: DayHead) -> SignedHead:
    return SignedHead(row.day, row.seq, row.digest, row.signed_at, row.key, row.signature)


def announced(head: SignedHead, facts: Any) -> bool:
    """Whether the line of the journal that announced a head says what the head says."""
    return bool(facts == _facts(head))


def _facts(head: SignedHead) -> dict[str, Any]:
    return {"line": head.seq, "digest": head.digest, "key": head.key, "signature": head.signature}


def _read_head(said: dict[str, Any]) -> SignedHead:
    return SignedHead(
        date.fromisoformat(said["day"]), int(said["seq"]), str(said["digest"]),
        datetime.fromisoformat(said["signed_at"]), str(said["key"]), str(said["signature"]),
    )  # fmt: skip
