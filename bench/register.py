"""The register with 20, 2,000 and 20,000 institutions: queries, CPU of a page made anew and of a kept one, search.

    python bench/register.py [SIZES…]

Each size runs in a process and a database of its own in a temporary folder. CPU is the process's own time, the best of
three medians of many requests through the whole WSGI application, middleware included. The facts are made up; the names of gminas are real.
"""

import sys

from measuring.apart import measured

SIZES = (20, 2_000, 20_000)
LIMITS = {
    "queries of the list": 10,
    "queries of a holder": 10,
    "list made anew, ms CPU": 4.0,
    "filtered list made anew, ms CPU": 4.0,
    "holder made anew, ms CPU": 4.0,
    "list kept, ms CPU": 0.6,
    "holder kept, ms CPU": 0.6,
    "not changed (304), ms CPU": 0.6,
    "search p95, ms": 15.0,
}


def main() -> int:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    found = {size: measured("register", size) for size in sizes}
    return _table(found)


def _table(found: dict[int, dict[str, float]]) -> int:
    sizes = list(found)
    names = list(next(iter(found.values())))
    print(f"{'':40}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>10}{'limit':>10}")
    broken = []
    for name in names:
        row = [found[size][name] for size in sizes]
        limit = LIMITS.get(name)
        ratio = f"{row[-1] / row[0]:.2f}" if row[0] else "–"
        print(f"{name:40}" + "".join(f"{value:>12,.2f}" for value in row) + f"{ratio:>10}{limit if limit else '':>10}")
        broken += [
            f"{name}: {value:.2f} with {size:,}"
            for size, value in zip(sizes, row, strict=True)
            if limit and value > limit
        ]
    print("\n".join(["", "over the limit:", *broken]) if broken else "\nEverything within its limit.")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
