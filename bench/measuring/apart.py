"""A measurement in a process of its own, on an empty installation in a temporary folder."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
# The installation that happens to be set up here is none of the measurement's business.
NOT_TAKEN_OVER = ("DATABASE_URL", "GROMADA_URL", "GROMADA_HOSTS", "GROMADA_DEBUG", "GROMADA_DEMO")
CHILD = "import django; django.setup(); from measuring.{what} import main; main(*{given})"


def measured(what: str, *given: int) -> Any:
    """What the module `measuring.<what>` prints last, as JSON."""
    with tempfile.TemporaryDirectory(prefix="gromada-bench-") as folder:
        own = {name: value for name, value in os.environ.items() if name not in NOT_TAKEN_OVER}
        env = {"DJANGO_SETTINGS_MODULE": "gromada.config.settings"} | own
        paths = [str(HERE), str(HERE.parent), str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")]
        env |= {"GROMADA_DATA": folder, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
        command = [sys.executable, "-c", CHILD.format(what=what, given=given)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])
