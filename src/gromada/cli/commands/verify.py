"""gromada verify FILE|URL|-: whether a certificate is genuine and valid, and what exactly was checked. Needs no database."""

import argparse
import sys
from pathlib import Path

from django.utils import translation

from gromada.certificates import sentences
from gromada.certificates.credential import attached, bundle
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.judging import judge
from gromada.certificates.credential.verifying import Outcome, Sources
from gromada.cli.fetching import Web, fetched
from gromada.kit import clock

ABOUT = "Check a certificate (JSON, or a PDF or a badge that carries it) from a file, an address or the standard input. Exit codes: 0 valid, 1 not valid, 2 could not check."
MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.UNSURE: "?"}
EXITS = {Outcome.PASSED: 0, Outcome.FAILED: 1, Outcome.UNSURE: 2}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="FILE|URL|-")
    parser.add_argument("--offline", type=Path, metavar="BUNDLE", help="use this bundle and no network at all")
    parser.add_argument(
        "--contexts", type=Path, metavar="FOLDER", help="further JSON-LD contexts, pinned in its pins.json"
    )
    parser.add_argument("--language", choices=("pl", "en"), default="en", help="of the answer")


def run(said: argparse.Namespace) -> int:
    with translation.override(said.language):
        try:
            text = _text(said.what, offline=said.offline is not None)
            sources: Sources = bundle.read(said.offline.read_bytes()) if said.offline else Web()
            contexts = Contexts(said.contexts)
        except (OSError, Fault) as error:
            print(f"? {error}", file=sys.stderr)
            return 2
        return _told(text, sources, contexts)


def _told(data: bytes, sources: Sources, contexts: Contexts) -> int:
    report = judge(data, sources, clock.now(), contexts).report
    print(sentences.verdict(report))
    for check in report.checks:
        print(f"{MARKS[check.outcome]} {sentences.sentence(check)}")
    return EXITS[report.verdict]


def _text(what: str, *, offline: bool) -> bytes:
    if what == "-":
        return sys.stdin.buffer.read(attached.MAX_FILE + 1)
    if what.startswith(("https://", "http://")):
        if offline:
            raise Fault("offline", what, unsure=True)
        return fetched(what, attached.MAX_FILE)
    return Path(what).read_bytes()
