"""gromada edition check|load|list|diff."""

import argparse
from pathlib import Path

from django.db import DatabaseError

from gromada.cli.failure import Failure
from gromada.kit.refusal import Refusal
from gromada.standards.actions import load_edition
from gromada.standards.edition.diff import sentences
from gromada.standards.edition.load import load
from gromada.standards.edition.mistakes import EditionMistakes
from gromada.standards.edition.model import Edition as Built
from gromada.standards.models import Edition

ABOUT = "Check, load, list or compare editions of schemes."


def arguments(parser: argparse.ArgumentParser) -> None:
    inside = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    check = inside.add_parser("check", help="name every mistake of a folder at once, with file, line and sentence")
    check.add_argument("folder", type=Path)
    loading = inside.add_parser("load", help="load a folder into the database; a published edition is frozen")
    loading.add_argument("folder", type=Path)
    loading.add_argument("--errata", action="store_true", help="correct texts of a published edition, and texts only")
    inside.add_parser("list", help="the editions in the database")
    diff = inside.add_parser("diff", help="what a change from A to B means for a holder")
    diff.add_argument("a", help="a folder, or the id of a loaded edition")
    diff.add_argument("--language", default="", help="language of the texts (default: the first of A)")
    diff.add_argument("b", help="a folder, or the id of a loaded edition")


def run(said: argparse.Namespace) -> int:
    return {"check": _check, "load": _load, "list": _list, "diff": _diff}[said.what](said)


def _read(folder: Path) -> Built:
    if not folder.is_dir():
        raise Failure(f"{folder}: there is no such folder. Give the folder that holds the edition's TOML files.")
    try:
        return load(folder)
    except EditionMistakes as found:
        lines = [str(mistake) for mistake in found.mistakes]
        count = len(lines)
        raise Failure("\n".join([*lines, f"{count} mistake{'s' if count > 1 else ''}; nothing was loaded."])) from found


def _check(said: argparse.Namespace) -> int:
    edition = _read(said.folder)
    leaves = len(edition.at_level(tuple(edition.parts), None))
    print(
        f"{edition.id}: no mistakes. {len(edition.proceedings)} proceedings, {leaves} points to answer, digest {edition.digest[:12]}."
    )
    return 0


def _load(said: argparse.Namespace) -> int:
    _read(said.folder)
    try:
        row, new = load_edition(said.folder, errata=said.errata)
    except Refusal as refusal:
        raise Failure("\n".join(str(reason) for reason in refusal.reasons)) from refusal
    except DatabaseError as error:
        raise Failure(f"The database is not ready ({error}). Run “gromada demo”, or “gromada serve” once.") from error
    print(f"{row.key}: {'loaded' if new else 'already loaded, nothing changed'}, digest {row.digest[:12]}.")
    return 0


def _list(said: argparse.Namespace) -> int:
    for row in Edition.slim().select_related("issuer").order_by("key"):
        kind = "history only" if row.history_only else "current" if row.current else "earlier"
        print(f"{row.key:24} {kind:12} {row.issuer.slug:28} {row.digest[:12]}")
    return 0


def _diff(said: argparse.Namespace) -> int:
    for sentence in sentences(_either(said.a), _either(said.b), said.language):
        print(sentence)
    return 0


def _either(word: str) -> Built:
    if Path(word).is_dir():
        return _read(Path(word))
    row = Edition.objects.filter(key=word).first()
    if row is None:
        raise Failure(f"{word} is neither a folder nor an edition in the database; “gromada edition list” names them.")
    return row.built
