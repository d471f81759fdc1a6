"""The browser's own modules, run by Node: what they make of the files that Python is asked about as well."""

import base64
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gromada.certificates.credential import terms
from gromada.certificates.credential.bundle import Bundle
from gromada.certificates.credential.judging import judge
from tests.certificates.credential.making import NOON

MODULES = Path(terms.__file__).parents[1] / "static" / "certificates" / "modules" / "checking"
SCRIPT = Path(__file__).with_name("checking.mjs")


@dataclass(frozen=True)
class Case:
    """A file, what is at hand for its check, and when."""

    name: str
    data: bytes
    sources: Bundle
    now: datetime = NOON

    @classmethod
    def of(cls, name: str, document: dict[str, Any], sources: Bundle, now: datetime = NOON) -> "Case":
        return cls(name, json.dumps(document, ensure_ascii=False).encode(), sources, now)


Answer = tuple[str, list[tuple[str, str, str]]]


def by_browser(cases: Sequence[Case], *how: str) -> list[Answer]:
    """Verdict and (question, outcome, code) for each, as the browser finds them."""
    told = run(cases, *how)["cases"]
    return [(each["verdict"], [tuple(check[:3]) for check in each["checks"]]) for each in told]


def by_python(cases: Sequence[Case]) -> list[Answer]:
    found = []
    for case in cases:
        report = judge(case.data, case.sources, case.now).report
        found.append((str(report.verdict), [(c.what, str(c.outcome), c.code) for c in report.checks]))
    return found


def run(cases: Sequence[Case], *how: str, **more: Any) -> Any:
    bundles = list({id(case.sources): case.sources for case in cases}.values())
    asked = more | {
        "table": terms.TABLE,
        "bundles": [packed(json.dumps(bundle.as_json(NOON)).encode()) for bundle in bundles],
        "cases": [
            {
                "data": packed(case.data),
                "bundle": next(at for at, one in enumerate(bundles) if one is case.sources),
                "now": case.now.timestamp() * 1000,
            }
            for case in cases
        ],
    }
    return node(asked, *how)


def node(asked: dict[str, Any], *how: str) -> Any:
    if shutil.which("node") is None:
        pytest.skip("Node is not installed (.ci/run installs it)")
    command = ["node", str(SCRIPT), str(MODULES), *how]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def packed(data: bytes) -> str:
    return base64.b64encode(data).decode()
