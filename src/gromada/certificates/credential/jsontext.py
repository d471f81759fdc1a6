"""JSON as text: read strictly, written canonically (RFC 8785)."""

import json
import re
from typing import Any

import msgspec
import rfc8785

from gromada.certificates.credential.fault import Fault

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_VALUES = 20_000

# Where a number may stand, or null, as which msgspec writes what is none; a text that only looks so costs time and nothing else.
_named_number, _first_number, _next_number = (
    re.compile(begin + rb"[-\dn]").search for begin in (rb'":', rb"\[", rb",")
)
# Of numbers, whole ones of up to fifteen digits are written by both alike.
_odd_number = re.compile(rb'(?:":|[\[,])(?=[-\dn])(?!(?:0|-?[1-9]\d{0,14})[,}\]])').search
_encode = msgspec.json.Encoder(order="deterministic").encode


def load(text: bytes | str) -> dict[str, Any]:
    """One JSON object from UTF-8 text.

    Raises Fault: "size", "utf8", "json", "duplicate" (a name twice in one object: readers disagree which counts), "depth", "object".
    """
    if len(text) > MAX_BYTES:
        raise Fault("size", str(MAX_BYTES))
    try:
        text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Fault("utf8") from None
    except RecursionError:
        raise Fault("depth", str(MAX_DEPTH)) from None
    except json.JSONDecodeError as error:
        raise Fault("json", f"{error.lineno}:{error.colno}") from None
    except Fault:
        raise
    except ValueError:  # an integer of thousands of digits
        raise Fault("json") from None
    if not isinstance(value, dict):
        raise Fault("object")
    bounded(value)
    return value


def bounded(value: Any) -> None:
    """Raises Fault "depth" or "size" for what is nested too deep or has too many values, "utf8" for half a character."""
    left, level = MAX_VALUES, [value]
    for _depth in range(MAX_DEPTH):
        below: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                below.extend(each)
                below.extend(each.values())
            elif isinstance(each, list):
                below.extend(each)
            elif isinstance(each, str) and not each.isascii():
                _whole(each)
        left -= len(level)
        if left < 0:
            raise Fault("size", str(MAX_VALUES))
        if not below:
            return
        level = below
    raise Fault("depth", str(MAX_DEPTH))


def canonical(value: Any) -> bytes:
    """The bytes of RFC 8785 (JSON Canonicalization Scheme).

    msgspec writes the same bytes many times faster, save for numbers and for names outside the Basic Multilingual Plane (3.2.3 sorts
    by UTF-16); wherever one may occur, the package rfc8785 does the work. Names of objects must be strings.
    Raises Fault "number" (no JSON number, or beyond 2^53), "utf8" (half a character).
    """
    try:
        data = _encode(value)
        return rfc8785.dumps(value) if _is_doubtful(data) else data
    except UnicodeEncodeError:
        raise Fault("utf8") from None
    except (ValueError, TypeError, OverflowError) as error:
        raise Fault("number", str(error)) from None


def _is_doubtful(data: bytes) -> bool:
    """Written out, since loops would cost as much as the search. UTF-8 begins letters beyond the first plane with one of five bytes."""
    if data[:1] not in b'{["tf':
        return True
    if (_named_number(data) or _first_number(data) or _next_number(data)) and _odd_number(data):
        return True
    return b"\xf0" in data or b"\xf1" in data or b"\xf2" in data or b"\xf3" in data or b"\xf4" in data


def written(value: Any) -> bytes:
    """The value as bytes that are the same only for the same value; not canonical where there are fractions. Raises Fault "number"."""
    try:
        return _encode(value)
    except (ValueError, TypeError, OverflowError) as error:
        raise Fault("number", str(error)) from None


def is_plain(value: Any) -> bool:
    """Whether no text in it needs escaping anywhere: no quote, backslash or control character, which JSON all writes with a backslash."""
    try:
        data = _encode(value)
    except (ValueError, TypeError, OverflowError):
        return False
    return b"\\" not in data and b"\x7f" not in data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        raise Fault("duplicate", next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(name: str) -> None:
    raise Fault("json", name)


def _whole(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Fault("utf8") from None
