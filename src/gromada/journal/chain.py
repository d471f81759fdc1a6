"""What the chain binds: one canonical form and its digests. The whole room computes them here and nowhere else.

A digest is SHA-256 over UTF-8 JSON with sorted keys and no spaces (`canonical`), written in hexadecimal.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

ZERO = "0" * 64  # what the first line follows


def canonical(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def plain(content: Any) -> Any:
    """The form in which both databases give content back unchanged.

    PostgreSQL's jsonb rewrites numbers (1e+20 comes back as a whole number, -0.0 as 0.0) and takes no NUL, and UTF-8
    has no lone surrogates; a digest over what was written would not fit what is read. Raises ValueError for NaN and
    infinity.
    """
    if content is None or isinstance(content, bool):
        return content
    if isinstance(content, int):
        return int(content)
    if isinstance(content, float):
        if not math.isfinite(content):
            raise ValueError(f"the journal keeps no such number: {content}")
        return int(Decimal(repr(content))) if content.is_integer() else float(content)
    if isinstance(content, Mapping):
        return {_text(str(key)): plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple | set | frozenset):
        return [plain(value) for value in content]
    return _text(str(content))


def _text(text: str) -> str:
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def line_digest(
    schema: int, seq: int, uid: UUID, happened_on: date, entered_at: datetime, actor: str, verb: str,
    subject_kind: str, subject: str, facts: Any, payload_digest: str, previous: str,
) -> str:  # fmt: skip
    """The digest of a line: every column and the digest of the line before it. Moments are written in UTC."""
    line = [
        schema, seq, str(uid), happened_on.isoformat(), utc(entered_at), actor, verb, subject_kind, subject, facts,
        payload_digest, previous,
    ]  # fmt: skip
    return hashlib.sha256(canonical(line)).hexdigest()


def payload_digest(salt: str, content: Any) -> str:
    """Salted, so that nobody can guess a name from the digest once text and salt are gone."""
    return hashlib.sha256(salt.encode() + canonical(content)).hexdigest()


def head_message(day: date, seq: int, digest: str, signed_at: datetime) -> bytes:
    """The bytes that a day's signature covers."""
    return f"gromada journal head 1\n{day.isoformat()}\n{seq}\n{digest}\n{utc(signed_at)}\n".encode()


def utc(moment: datetime) -> str:
    """One spelling for one moment, whatever zone the database gives it back in."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
