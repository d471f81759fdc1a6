"""Replacing the letterhead. Every one is kept; letters that went keep the paper they went on."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.paper import head
from gromada.paper.actions.setting_letters import WORD
from gromada.paper.models.letterhead import OWNER, Letterhead
from gromada.paper.rules_letters import may_keep_letterhead
from gromada.people.models import Issuer, Person
from gromada.records.files import open_file, refer, take_in


def replace(issuer: Issuer, upload: UploadedFile | None, *, by: Person) -> Letterhead:
    """A Word file takes the place of the letterhead; None brings back the house's own. Refused files leave no trace."""
    refused = may_keep_letterhead(issuer, by)
    if refused:
        raise Refusal(refused)
    stored, name = take_in(upload, where="file") if upload else (None, "")
    if stored:
        if stored.media_type != WORD:
            raise Refusal(No(_("A letterhead is a Word file (.docx)."), where="file"))
        with open_file(stored) as file:
            head.check(file.read(), name)
    with transaction.atomic():
        made = Letterhead.objects.create(issuer=issuer, file=stored, name=name, since=clock.now(), by=by)
        if stored:
            refer(stored, name, owner_kind=OWNER, owner=made.uid)
        facts = {"letterhead": made.uid, "digest": stored.digest if stored else ""}
        append("letterhead.replaced", "issuer", issuer.uid, by=by.uid, facts=facts)
    return made
