"""A thousand certificates with their PDFs: python bench/thousand.py [how many]; at most 30 ms of each.

The whole way, as after a stolen key: from rows in the database to credentials (two languages, two suites), status lists and sealed
PDFs (two languages) that lie as files on the disk, every line of the journal written. SQLite, every write on the disk before it counts.
The limit is for one processor alone; what all of them take is told beside it.
"""

import sys

from measuring.apart import measured

MOST = 30.0  # ms of a certificate


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(
        f"{count} certificates: {4 * count} signatures of credentials, {2 * count} sealed PDFs; most {MOST:.0f} ms of each"
    )
    each = dict[str, float]()
    for processors in ("one processor", "all processors"):
        found = measured("thousand", count, processors == "one processor")
        each[processors] = found["took"] / count * 1000
        print(
            f"{processors} ({found['processors']}): {found['took']:.1f} s, a certificate {each[processors]:.1f} ms,"
            f" {found['used'] / count * 1000:.1f} ms of a processor; bare ECDSA {found['bare']:.3f} ms"
        )
    return 0 if each["one processor"] <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
