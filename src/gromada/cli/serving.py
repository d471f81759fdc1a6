"""The process that keeps the pages and the timetable running. It is a fresh one and loads nothing of the house itself:

the server forks its workers from it, and neither an open database nor the threads of a typesetter survive a fork.
"""

import subprocess
import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces


def main(host: str, port: int, workers: int, certificate: Path | None = None, key: Path | None = None) -> None:
    clockwork = subprocess.Popen([sys.executable, "-m", "gromada.cli.clockwork"])
    print(f"Gromada: {'https' if certificate else 'http'}://{host}:{port}", flush=True)
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
            ssl_cert=certificate,
            ssl_key=key,
        ).serve()
    finally:
        clockwork.terminate()
        clockwork.wait(timeout=20)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *map(Path, sys.argv[4:6]))
