"""gromada check: the journal, the files, and whether the tables agree with them."""

import argparse
from pathlib import Path

from gromada.certification.checking import findings as certification_findings
from gromada.cli.failure import Failure
from gromada.journal.check import check
from gromada.journal.heads import compare
from gromada.kit.refusal import Refusal
from gromada.records.files import verify_files

ABOUT = "Check the journal's chain and every stored file; name each line and file that is not as it was written."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--head", type=Path, metavar="FILE", help="a published or backed-up head to compare the end of the chain with"
    )


def run(said: argparse.Namespace) -> int:
    if said.head and not said.head.is_file():
        raise Failure(f"{said.head}: there is no such file. Give a head saved from /.well-known/gromada-journal.json.")
    try:
        found = [*check(), *(compare(said.head) if said.head else []), *verify_files(), *certification_findings()]
    except Refusal as refusal:
        raise Failure("\n".join(str(reason) for reason in refusal.reasons)) from refusal
    damage = [f for f in found if f.is_damage]
    for finding in found:
        print(finding)
    if damage:
        print(f"{len(damage)} findings of damage.")
        return 1
    print("The journal, the files and the records agree.")
    return 0
