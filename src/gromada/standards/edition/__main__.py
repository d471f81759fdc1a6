"""python -m gromada.standards.edition FOLDER DOCS [LANGUAGE]: writes the procedure of an edition as a page with drawings."""

import argparse
import sys
from pathlib import Path

from .describing import pages
from .load import load
from .mistakes import EditionMistakes


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m gromada.standards.edition", description=__doc__)
    parser.add_argument("folder", type=Path, help="an edition, for example editions/cal-2022")
    parser.add_argument("docs", type=Path, help="where procedure.md and pictures/ are written")
    parser.add_argument("language", nargs="?", default="en", help="of the names (default: en)")
    said = parser.parse_args(arguments)
    try:
        edition = load(said.folder)
    except EditionMistakes as found:
        print(found, file=sys.stderr)
        return 1
    written = pages(edition, said.language)
    for old in (said.docs / "pictures").glob(f"{edition.id}-*.svg"):
        if f"pictures/{old.name}" not in written:
            old.unlink()  # a proceeding that the edition no longer has
    for name, text in written.items():
        path = said.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
