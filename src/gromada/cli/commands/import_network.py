"""gromada import-network FILE: certificates from history, from a CSV file; what is doubtful is listed, never guessed."""

import argparse
from pathlib import Path

from gromada.certification.history.importing import import_network
from gromada.cli.failure import Failure
from gromada.kit.refusal import Refusal

ABOUT = "Import certificates from history (CSV). Damaged or ambiguous rows are listed and left out; a second run changes nothing."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def run(said: argparse.Namespace) -> int:
    if not said.file.is_file():
        raise Failure(f"{said.file}: there is no such file.")
    try:
        report = import_network(said.file, by="import")
    except Refusal as refusal:
        raise Failure("\n".join(str(reason) for reason in refusal.reasons)) from refusal
    for finding in report.findings:
        print(finding)
    print(
        f"{report.created} created, {report.changed} changed, {report.unchanged} unchanged, {len(report.findings)} left out."
    )
    return 1 if report.findings else 0
