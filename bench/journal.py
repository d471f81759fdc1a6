"""The journal: what durability costs a line, how fast the whole chain is checked and followed, and in how much memory.

    python bench/journal.py [LINES]

In an SQLite database of its own in a temporary folder. FULL is what the product runs with; NORMAL may lose an
acknowledged line at power loss and is measured only to show the price.
"""

import sys

from measuring.apart import measured

# Named limits hold for 200,000 lines on two cores.
LIMITS = {"CPU of the check, s": 20.0, "memory of the check, 32,000 / 8,000 lines": 1.5}


def main() -> int:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    found = measured("journal", lines)
    broken = [name for name, limit in LIMITS.items() if found[name] > limit]
    print(f"{lines:,} lines")
    for name, value in found.items():
        print(f"{name:44}{value:>12,.2f}{'   over its limit of ' + str(LIMITS[name]) if name in broken else ''}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
