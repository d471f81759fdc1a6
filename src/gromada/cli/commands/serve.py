"""gromada serve: the pages, and the timetable beside them, as one process group."""

import argparse
import subprocess
import sys

from django.core.management import call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces

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
    connections.close_all()  # the server forks its workers, and no open connection may be inherited
    clockwork = subprocess.Popen([sys.executable, "-m", "gromada.cli.clockwork"])
    print(f"Gromada: http://{host}:{port}", flush=True)
    try:
        Granian(
            "gromada.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            log_access=False,
            websockets=False,
        ).serve()
    finally:
        clockwork.terminate()
        clockwork.wait(timeout=20)
