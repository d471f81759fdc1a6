"""The timetable as a process of its own, started by `gromada serve` (python -m gromada.cli.clockwork).

Not a thread beside the web server: the server forks its workers, and a fork while another thread holds SQLite's lock would
leave the worker believing for ever that somebody of its own process holds it.
"""

import os
import signal
import threading
from importlib import import_module

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gromada.config.settings")
    django.setup()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_said: stop.set())
    # The timetable has models: it can be imported only after Django is set up.
    import_module("gromada.config.timetable").loop(stop)


if __name__ == "__main__":
    main()
