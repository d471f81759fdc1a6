"""Names of files, made safe for every system and honest about what is inside."""

import re
import unicodedata

from gromada.kit.files.kinds import Kind

LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]+')


def safe_name(name: str, kind: Kind) -> str:
    """The last part of the name, without what a system forbids or hides, ending as its kind ends.

    Invisible characters go: one of them turns "fdp.exe" round on the screen.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    name = " ".join(_FORBIDDEN.sub("-", name).split()).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not (dot and ending.lower() in kind.endings):
        stem, ending = name, kind.endings[0]
    stem = stem.strip(" .")[: LONGEST - len(ending) - 1].strip(" .")
    return f"{stem or kind.label.lower()}.{ending}"


def ending_of(name: str) -> str:
    return re.split(r"[/\\]", name)[-1].rpartition(".")[2].lower().strip() if "." in name else ""
