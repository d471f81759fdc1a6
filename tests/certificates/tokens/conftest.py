"""A token of SoftHSM in a folder of the test's own."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from pkcs11 import Attribute, ObjectClass

from gromada.certificates.tokens import session

PLACES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
LABEL, PIN = "gromada", "314159"


def _module() -> str:
    found = sorted(chain.from_iterable(Path(place).glob("**/libsofthsm2.so") for place in PLACES))
    if not found or not shutil.which("softhsm2-util"):
        pytest.skip("softhsm2-util is not installed (on Debian: apt install softhsm2).")
    return str(found[0])


@dataclass
class SoftHSM:
    """What an administrator does with the programs of the token's maker."""

    module: str
    folder: Path

    def init(self, label: str, pin: str = PIN) -> None:
        words = ["--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", "00000000"]
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True, timeout=60)

    def unplug(self) -> None:
        session.close()
        self.folder.rename(self.folder.with_name("away"))
        self.folder.mkdir()

    def plug(self) -> None:
        self.folder.rmdir()
        self.folder.with_name("away").rename(self.folder)

    def privates(self, label: str = LABEL, pin: str = PIN) -> list[dict[Attribute, Any]]:
        """What another program sees of the private keys."""
        asked = (Attribute.LABEL, Attribute.ID, Attribute.EXTRACTABLE, Attribute.NEVER_EXTRACTABLE, Attribute.SENSITIVE)
        with self.at(label, pin) as opened:
            keys: list[Any] = list(opened.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY}))
            return [{name: key[name] for name in asked} for key in keys]

    def delete(self, label: str) -> None:
        """Everything under a label."""
        with self.at(rw=True) as opened:
            for each in list(opened.get_objects({Attribute.LABEL: label})):
                each.destroy()

    def at(self, label: str = LABEL, pin: str = PIN, rw: bool = False) -> Any:
        session.close()
        (token,) = [each for each in pkcs11.lib(self.module).get_tokens() if each.label == label]
        return token.open(user_pin=pin, rw=rw)


@pytest.fixture
def softhsm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[SoftHSM]:
    """The settings of the installation name a token; its PIN stands in a file."""
    made = SoftHSM(_module(), tmp_path / "tokens")
    made.folder.mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {made.folder}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    session.close()
    made.init(LABEL)
    pin = tmp_path / "pin"
    pin.write_text(f"{PIN}\n")
    settings.PKCS11_MODULE, settings.PKCS11_TOKEN, settings.PKCS11_PIN_FILE = made.module, LABEL, pin
    yield made
    session.close()
    session._reader.refused = b""
