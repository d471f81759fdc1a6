"""Files from strangers: what they truly are, by their content; re-encoded where that makes them harmless."""

from gromada.kit.files.inspecting import Inspected, inspect
from gromada.kit.files.kinds import KINDS, Kind, kind_of
from gromada.kit.files.names import safe_name

__all__ = ["KINDS", "Inspected", "Kind", "inspect", "kind_of", "safe_name"]
