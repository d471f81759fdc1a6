"""The `gromada` command. Exit codes: 0 done, 1 something is wrong with what was given or found, 2 wrong usage."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.db import DatabaseError

from gromada.cli.failure import NOT_READY, Failure, is_prepared

# Each is a module of gromada.cli.commands with `arguments(parser)` and `run(said)`; loaded after Django is set up.
COMMANDS = (
    "serve",
    "demo",
    "check",
    "edition",
    "import-network",
    "register",
    "simulate",
    "keys",
    "seal",
    "verify",
    "conformance",
)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="gromada", description="Runs quality certificates for institutions that build local communities.",
        epilog="Exit codes: 0 done; 1 something is wrong with what was given or found; 2 wrong usage.",
    )  # fmt: skip
    inside = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f"gromada.cli.commands.{name.replace('-', '_')}")
        sub = inside.add_parser(name, help=module.ABOUT, description=module.ABOUT)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return made


def main(argv: Sequence[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gromada.config.settings")
    wanted = list(sys.argv[1:] if argv is None else argv)
    if wanted[:1] == ["demo"]:
        os.environ.setdefault("GROMADA_DEMO", "1")
        # Letters and codes of the demonstration lead to where it is served; the settings are read before the command line.
        port = argparse.ArgumentParser(add_help=False)
        port.add_argument("--port", default="8000")
        os.environ.setdefault("GROMADA_URL", f"http://127.0.0.1:{port.parse_known_args(wanted)[0].port}")
    django.setup()
    said = parser().parse_args(wanted)
    try:
        return int(said.run(said) or 0)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except DatabaseError as mistake:
        if is_prepared():
            raise
        print(f"{NOT_READY} ({type(mistake).__name__})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
