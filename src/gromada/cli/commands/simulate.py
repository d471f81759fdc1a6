"""gromada simulate: invented institutions and cases in any number, walked by real steps chosen by a seed."""

import argparse
import time

from gromada.cli.failure import Failure
from gromada.cli.simulation import simulate
from gromada.standards.models import Edition

ABOUT = "Invent institutions and walk their cases by chance, for trying the product at size. The same seed makes the same world."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--institutions", type=int, default=20, metavar="N", help="how many institutions (default 20)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="seed of chance (default 1)")
    parser.add_argument("--edition", default="", help="which edition (default: the current one)")


def run(said: argparse.Namespace) -> int:
    if said.institutions < 1:
        raise Failure("--institutions must be at least 1.")
    rows = Edition.objects.filter(key=said.edition) if said.edition else Edition.objects.filter(current=True)
    edition = rows.select_related("issuer").first()
    if edition is None:
        raise Failure(
            "There is no such edition in the database; “gromada edition list” names them, “gromada edition load” loads one."
        )
    begun = time.monotonic()
    told = simulate(edition, said.institutions, said.seed)
    for state, number in sorted(told.items()):
        print(f"{number:6} {state}")
    print(f"{said.institutions} institutions in {time.monotonic() - begun:.1f} s")
    return 0
