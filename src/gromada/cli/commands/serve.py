"""gromada serve: the pages, and the timetable beside them, as one process group."""

import argparse
import os
import sys

from django.core.management import call_command
from django.db import connections

ABOUT = "Serve the pages and run the timetable (letters, terms, the register) beside them."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (default 8000)")
    parser.add_argument("--workers", type=int, default=1, help="web processes (default 1)")


def run(said: argparse.Namespace) -> int:
    prepare()
    serve(said.host, said.port, said.workers)
    return 0


def prepare() -> None:
    """Tables as this version needs them, and the static files with their hashes."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(host: str, port: int, workers: int = 1) -> None:
    """Becomes the serving process: what this one has opened and started must not be inherited by the workers."""
    connections.close_all()
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "gromada.cli.serving", host, str(port), str(workers)])
