"""One door for every file: copied under a limit, recognised by its content, checked or written anew."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from gromada.kit.files import texts
from gromada.kit.files.archives import recognise_archive
from gromada.kit.files.documents import check_message, check_pdf
from gromada.kit.files.images import write_anew
from gromada.kit.files.kinds import BY_ENDING, HEIC, KINDS, OTHER_ENDINGS, TEXTS, ZIP, Kind, recognise
from gromada.kit.files.names import ending_of, safe_name
from gromada.kit.refusal import Refusal

CHUNK = 65536


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept. Its bytes lie at `path` until they are moved away or discarded."""

    media_type: str
    path: Path
    size: int
    digest: str  # SHA-256 of the bytes at `path`, hexadecimal
    name: str

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def inspect(stream: IO[bytes], name: str, max_bytes: int, *, folder: Path | None = None) -> Inspected:
    """Reads at most `max_bytes` + one piece of `stream` and leaves harmless bytes in a file of `folder`.

    Pictures are written anew, text becomes UTF-8, the rest stays byte for byte. Raises Refusal with a sentence for what is
    too large, empty, not accepted, broken, dangerous, or not what its name says; then nothing is left behind.
    """
    raw, kept = _new_file(folder), _new_file(folder)
    try:
        _copy(stream, raw, name, max_bytes)
        kind = _true_kind(raw, name)
        _KEEPING[kind.label](raw, kept, kind, name)
        size = kept.stat().st_size
        if size > max_bytes:
            raise _too_large(name, max_bytes)
        return Inspected(kind.media_type, kept, size, _digest(kept), safe_name(name, kind))
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    finally:
        raw.unlink(missing_ok=True)


def _new_file(folder: Path | None) -> Path:
    handle, path = tempfile.mkstemp(dir=folder, prefix="incoming-")
    os.close(handle)
    return Path(path)


def _copy(stream: IO[bytes], target: Path, name: str, max_bytes: int) -> None:
    size = 0
    with target.open("wb") as file:
        for piece in iter(partial(stream.read, CHUNK), b""):
            size += len(piece)
            if size > max_bytes:
                raise _too_large(name, max_bytes)
            file.write(piece)
    if not size:
        raise Refusal(_("The file “%(name)s” is empty. Choose the one that holds what you mean.") % {"name": name})


def _too_large(name: str, max_bytes: int) -> Refusal:
    facts = {"name": name, "limit": max(1, max_bytes // (1024 * 1024))}
    return Refusal(
        _("The file “%(name)s” is larger than %(limit)s MB. Make it smaller or divide it into parts.") % facts
    )


def _true_kind(path: Path, name: str) -> Kind:
    """What the content is, once the name agrees."""
    found = recognise(path.read_bytes())
    if found is ZIP:
        found = recognise_archive(path, name)
    ending = ending_of(name)
    said = BY_ENDING.get(ending)
    if found in TEXTS and said in TEXTS and (found.label == "EML" or said.label != "EML"):
        return said  # tables and letters are texts too, and the name decides; but what is to be a letter must be one
    if isinstance(found, Kind) and (found is said or (said is None and ending not in OTHER_ENDINGS)):
        return found
    if said is None and not isinstance(found, Kind):
        raise _not_accepted(name, found)
    raise _lie(name, said.label if said else ending.upper(), found)


def _not_accepted(name: str, found: object) -> Refusal:
    facts = {"name": name, "found": found, "accepted": ", ".join(kind.label for kind in KINDS)}
    if found is HEIC:
        sentence = _("“%(name)s” is a HEIC photo, which few computers open. Save it as JPEG and add it anew.")
    else:
        sentence = _("“%(name)s” is %(found)s. Accepted are: %(accepted)s.")
    return Refusal(sentence % facts)


def _lie(name: str, said: str, found: object) -> Refusal:
    facts = {"name": name, "said": said, "found": found.label if isinstance(found, Kind) else found}
    return Refusal(
        _("By its name “%(name)s” is %(said)s, but its content is %(found)s. Save it again under its true kind.")
        % facts
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep_pdf(raw: Path, kept: Path, kind: Kind, name: str) -> None:
    check_pdf(raw, name)
    os.replace(raw, kept)


def _keep_message(raw: Path, kept: Path, kind: Kind, name: str) -> None:
    check_message(raw, name)
    os.replace(raw, kept)


def _keep_as_is(raw: Path, kept: Path, kind: Kind, name: str) -> None:
    os.replace(raw, kept)


def _keep_as_utf8(raw: Path, kept: Path, kind: Kind, name: str) -> None:
    decoded = texts.decode(raw.read_bytes())
    kept.write_text(decoded.text if decoded else "", encoding="utf-8", newline="")


_KEEPING: dict[str, Callable[[Path, Path, Kind, str], None]] = {
    "PDF": _keep_pdf,
    "EML": _keep_message,
    "TXT": _keep_as_utf8,
    "CSV": _keep_as_utf8,
    **dict.fromkeys(("PNG", "JPEG", "WebP", "GIF"), write_anew),
    **dict.fromkeys(("DOCX", "XLSX", "PPTX", "ODT", "ODS"), _keep_as_is),
}
