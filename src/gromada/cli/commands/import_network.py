"""gromada import-network FILE: certificates from history, from a CSV file; what is doubtful is listed, never guessed."""

import argparse
from pathlib import Path

from gromada.certification.history.importing import import_network
from gromada.cli.failure import Failure

ABOUT = "Import certificates from history (CSV). Damaged or ambiguous rows are listed and left out; a second run changes nothing."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def run(said: argparse.Namespace) -> int:
    if not said.file.is_file():
        raise Failure(f"{said.file}: there is no such file.")
    report = import_network(said.file, by="import")
    for finding in report.findings:
        print(finding)
    print(
        f"{report.created} created, {report.changed} changed, {report.unchanged} unchanged, {len(report.findings)} left out."
    )
    return 1 if report.findings else 0
