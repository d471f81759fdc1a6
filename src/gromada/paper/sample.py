"""A test letter, to see a letterhead with."""

from django.utils import translation
from django.utils.translation import gettext as _

from gromada.certification.queries.wording import day
from gromada.kit import clock
from gromada.paper.letter_facts import LetterSaid, contact
from gromada.paper.markup import blocks
from gromada.people.models import Issuer
from gromada.ui.typography import bind


def sample(issuer: Issuer, language: str) -> LetterSaid:
    with translation.override(language):
        text = _(
            "Good morning,\n\nthis is a test letter on the letterhead that was just chosen. It goes to nobody.\n\n"
            "**What to look at**\n\n- whether the head and the foot are whole,\n- whether the text has enough room,\n"
            "- whether the number of the page can be read."
        )
        return LetterSaid(
            language=language, title=_("A test letter"), issuer=issuer.name, contact=contact(issuer), place_and_date=day(clock.today(), language),
            numbers=(_("Our number: %(number)s") % {"number": "0/0"},), addressee=(_("Addressee"), _("Street and number"), _("Post code and town")),
            blocks=tuple(blocks(bind(text))), signed_for=issuer.name, signed_by=_("First and last name"),
            attachments_word=_("Attachments"), attachments=(), page_word=_("page"), of_word=_("of"),
        )  # fmt: skip
