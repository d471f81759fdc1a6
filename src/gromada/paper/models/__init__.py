"""What is kept of paper."""

from gromada.paper.models.incoming import Incoming
from gromada.paper.models.letterhead import Letterhead
from gromada.paper.models.package import Package
from gromada.paper.models.set_letter import SetLetter

__all__ = ["Incoming", "Letterhead", "Package", "SetLetter"]
