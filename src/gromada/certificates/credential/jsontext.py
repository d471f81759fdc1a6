"""JSON as text: read strictly, written canonically (RFC 8785)."""

import json
import re
from typing import Any

import rfc8785

from gromada.certificates.credential.fault import Fault

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_VALUES = 20_000

# Where the C encoder of Python may differ from RFC 8785: numbers with a fraction, an exponent or more than 15 digits.
_DOUBTFUL_NUMBER = re.compile(r"(?:^|[:,\[])-?(?:\d{16}|\d+[.eE])")


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

    The C encoder of Python writes the same bytes much faster, save for some numbers and for names outside the Basic Multilingual Plane
    (RFC 8785, 3.2.3 sorts by UTF-16); wherever one may occur, the package rfc8785 does the work. Names of objects must be strings.
    Raises Fault "number" (no JSON number, or beyond 2^53), "utf8" (half a character).
    """
    try:
        text = json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
        )
        data = text.encode()
        if _DOUBTFUL_NUMBER.search(text) or (not text.isascii() and len(text.encode("utf-16-le")) != 2 * len(text)):
            return rfc8785.dumps(value)
        return data
    except UnicodeEncodeError:
        raise Fault("utf8") from None
    except (ValueError, TypeError) as error:
        raise Fault("number", str(error)) from None


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
