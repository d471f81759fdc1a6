"""What is kept of paper."""

from gromada.paper.models.letterhead import Letterhead
from gromada.paper.models.set_letter import SetLetter

__all__ = ["Letterhead", "SetLetter"]
