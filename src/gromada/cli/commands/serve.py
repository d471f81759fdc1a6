"""gromada serve: the pages, and the timetable beside them, as one process group."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from gromada.cli.failure import Failure

ABOUT = "Serve the pages and run the timetable (letters, terms, the register) beside them."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (default 8000)")
    parser.add_argument("--workers", type=int, default=1, help="web processes (default 1)")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="serve HTTPS with this certificate (PEM) …")
    parser.add_argument("--certificate-key", type=Path, metavar="FILE", help="… and its key (PEM)")


def run(said: argparse.Namespace) -> int:
    tls = [path.resolve() for path in (said.certificate, said.certificate_key) if path]
    missing = [str(path) for path in tls if not path.is_file()]
    if len(tls) == 1:
        raise Failure("HTTPS needs both: --certificate FILE and --certificate-key FILE.")
    if missing:
        raise Failure(f"{missing[0]}: there is no such file.")
    prepare()
    serve(said.host, said.port, said.workers, tls)
    return 0


def prepare() -> None:
    """Tables as this version needs them, and the static files with their hashes."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(host: str, port: int, workers: int = 1, tls: Sequence[Path] = ()) -> None:
    """Becomes the serving process: what this one has opened and started must not be inherited by the workers."""
    connections.close_all()
    sys.stdout.flush()
    said = [host, str(port), str(workers), *map(str, tls)]
    os.execv(sys.executable, [sys.executable, "-m", "gromada.cli.serving", *said])
