"""Who may open a file that something of an upper room refers to: that room says it here.

access.register("snapshot", lambda person, uid: …)
"""

from collections.abc import Callable

from gromada.people.models import Person
from gromada.records.models import Attachment

Check = Callable[[Person, str], bool]
_checks: dict[str, Check] = {}


def register(owner_kind: str, check: Check) -> None:
    _checks[owner_kind] = check


def may_open(attachment: Attachment, person: Person) -> bool:
    if attachment.record_id:
        return Attachment.objects.visible_to(person).filter(pk=attachment.pk).exists()
    check = _checks.get(attachment.owner_kind)
    return check is not None and check(person, attachment.owner)
