"""What may be written down about a failure: kind and place, never its message, which may quote a person's data."""

import sys
import traceback
from pathlib import Path

from django.utils.translation import gettext as _

from gromada.kit.refusal import Refusal

_LIBRARIES = {"site-packages", "dist-packages", f"python{sys.version_info.major}.{sys.version_info.minor}"}


def described(mistake: BaseException | None) -> str:
    """A refusal's own sentence; of anything else, what it was and where, innermost line of our own code."""
    if mistake is None:
        return _("It stopped and did not say why.")
    if isinstance(mistake, Refusal):
        return str(mistake)
    frames = traceback.extract_tb(mistake.__traceback__)
    ours = [frame for frame in frames if not _LIBRARIES & set(Path(frame.filename).parts)] or frames
    kind = type(mistake).__name__
    if not ours:
        return kind
    place = {"kind": kind, "file": Path(ours[-1].filename).name, "line": ours[-1].lineno}
    return _("%(kind)s in %(file)s, line %(line)s") % place
