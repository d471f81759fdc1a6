"""The journal: what durability costs a line, how fast the whole chain is checked and followed, and in how much memory.

    python bench/journal.py [LINES]

In an SQLite database of its own in a temporary folder. FULL is what the product runs with; NORMAL may lose an
acknowledged line at power loss and is measured only to show the price.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_TAKEN_OVER = ("DATABASE_URL", "GROMADA_URL", "GROMADA_HOSTS", "GROMADA_DEBUG", "GROMADA_DEMO")
CHILD = "import django; django.setup(); from measuring.journal import main; main({lines})"
# Named limits hold for 200,000 lines on two cores.
LIMITS = {"CPU of the check, s": 20.0, "memory of the check, 32,000 / 8,000 lines": 1.5}


def main() -> int:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    found = _in_a_process_of_its_own(lines)
    broken = [name for name, limit in LIMITS.items() if found[name] > limit]
    print(f"{lines:,} lines")
    for name, value in found.items():
        print(f"{name:44}{value:>12,.2f}{'   over its limit of ' + str(LIMITS[name]) if name in broken else ''}")
    return 1 if broken else 0


def _in_a_process_of_its_own(lines: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="gromada-bench-") as folder:
        own = {name: value for name, value in os.environ.items() if name not in NOT_TAKEN_OVER}
        env = {"DJANGO_SETTINGS_MODULE": "gromada.config.settings"} | own
        paths = [str(HERE), str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")]
        env |= {"GROMADA_DATA": folder, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
        command = [sys.executable, "-c", CHILD.format(lines=lines)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    raise SystemExit(main())
