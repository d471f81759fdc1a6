"""A letter that went is frozen on paper, also where nobody opens it; an e-mail carries the same file."""

from gromada.certification import posting
from gromada.certification.models import Letter
from gromada.journal.following import register
from gromada.journal.models import Entry
from gromada.paper.actions.setting_letters import GONE, enclosed, freeze

VERBS = ("letter.sent", "letter.left")


def follow(entry: Entry) -> None:
    if entry.verb in VERBS:
        letter = Letter.objects.filter(uid=entry.facts.get("uid"), state__in=GONE, alone=False).first()
        if letter:
            freeze(letter)


register("paper letters", follow)
posting.register(enclosed)
