"""What goes with a letter by e-mail: a room above, which sets letters on paper, says it here.

posting.register(lambda letter: [("letter.pdf", content, "application/pdf")])
"""

from collections.abc import Callable

from gromada.certification.models import Letter
from gromada.kit.mail import Attachment

Enclose = Callable[[Letter], list[Attachment]]
_enclosing: list[Enclose] = []


def register(enclose: Enclose) -> None:
    if enclose not in _enclosing:
        _enclosing.append(enclose)


def enclosed(letter: Letter) -> list[Attachment]:
    """May be slow and is asked outside of any transaction."""
    return [attachment for enclose in _enclosing for attachment in enclose(letter)]
