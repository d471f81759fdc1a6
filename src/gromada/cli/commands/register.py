"""gromada register: the public tables, emptied and filled again from the journal, with their digest before and after."""

import argparse
import hashlib
from collections.abc import Iterator

from django.db.models import Model

from gromada.cli.failure import Failure
from gromada.journal.following import behind
from gromada.register.following import NAME, rebuild
from gromada.register.models import PublicCertificate, PublicHolder, PublicListing, PublicName

ABOUT = "Empty the public register and fill it again from the journal; say whether it came out the same."
TABLES: tuple[type[Model], ...] = (PublicHolder, PublicName, PublicListing, PublicCertificate)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deed", choices=["rebuild"], help="what to do with the register")


def run(said: argparse.Namespace) -> int:
    before = digest()
    lines = rebuild()
    lag = next((lag for lag in behind() if lag.name == NAME), None)
    if lag and lag.failure:
        raise Failure(
            f"The register stopped before the end of the journal: {lag.failure}. It will go on by itself; run this again."
        )
    same = "It is the same as before." if digest() == before else "It differs from what stood there before."
    print(f"{lines} lines of the journal read, {PublicHolder.objects.count()} holders. {same}")
    return 0


def digest() -> str:
    """SHA-256 of everything that the public reads; the numbers of rows, which mean nothing, are left out."""
    found = hashlib.sha256()
    for line in sorted(_lines()):
        found.update(line.encode())
    return found.hexdigest()


def _lines() -> Iterator[str]:
    holders = dict(PublicHolder.objects.values_list("pk", "key"))
    for table in TABLES:
        own = [f.attname for f in table._meta.concrete_fields if not f.primary_key]
        for row in table._default_manager.values(*own):
            row |= {"holder_id": holders[row["holder_id"]]} if "holder_id" in row else {}
            yield f"{table.__name__} {sorted((name, str(value)) for name, value in row.items())}\n"
