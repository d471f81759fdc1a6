"""A letter that tells of a day as coming, and was not sent before it came."""

from django.db import transaction
from django.utils.translation import override

from gromada.certification.actions.letters import keep_version
from gromada.certification.letters import draft, text_for
from gromada.certification.models import Letter
from gromada.journal.actions import append


def redraft_come() -> int:
    """Letters that speak of a day as coming and still lie in the outbox when it has come: written anew, unless a person changed them."""
    made = 0
    waiting = Letter.objects.filter(state=Letter.State.PREPARED, version=1, taken__certificate_events__isnull=False)
    for letter in waiting.select_related("case__edition", "taken").distinct():
        kind = letter.case.edition.built.letters.get(letter.letter)
        if kind and kind.ahead and text_for(letter.case, letter.letter, letter.taken) == letter.letter:
            made += _redraft(letter)
    return made


def _redraft(letter: Letter) -> int:
    with transaction.atomic(), override(letter.language):
        fresh = Letter.objects.select_for_update().select_related("case__edition", "taken").get(pk=letter.pk)
        text = draft(fresh.case, fresh.letter, fresh.taken, fresh.language)
        body = text.body.replace("{person}", fresh.addressee)
        if (
            fresh.state != Letter.State.PREPARED
            or fresh.version != 1
            or (fresh.subject, fresh.body) == (text.subject, body)
        ):
            return 0
        fresh.subject, fresh.body, fresh.version = text.subject, body, fresh.version + 1
        fresh.save(update_fields=["subject", "body", "version"])
        keep_version(fresh, by=None)
        append("letter.redrafted", "case", fresh.case.uid, by="time", facts={"letter": fresh.letter, "uid": fresh.uid})
    return 1
