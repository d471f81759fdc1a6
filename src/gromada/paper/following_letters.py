"""A letter that went is frozen on paper, also where nobody opens it; an e-mail carries the same file."""

from gromada.certification import posting
from gromada.certification.models import Case, Letter
from gromada.certification.queries.outside import to_the_public
from gromada.journal.following import register
from gromada.journal.models import Entry
from gromada.paper.actions.setting_letters import GONE, enclosed, freeze, unfreeze

VERBS = ("letter.sent", "letter.left")
FORGOTTEN = "sender.erased"


def follow(entry: Entry) -> None:
    if entry.verb in VERBS:
        letter = Letter.objects.filter(uid=entry.facts.get("uid"), state__in=GONE, alone=False).first()
        if letter:
            freeze(letter)
    if entry.verb == FORGOTTEN:
        case = Case.objects.filter(uid=entry.subject).select_related("edition").first()
        if case:
            unfreeze(Letter.objects.filter(case=case, letter__in=to_the_public(case)), entry.entered_at)


register("paper letters", follow)
posting.register(enclosed)
