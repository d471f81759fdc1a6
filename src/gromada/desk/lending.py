"""What the desk tells the rooms beneath: who keeps an invitation's promise, who needs a second factor, who is in the demonstration."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.desk import demonstration, promises
from gromada.institutions.merging.owned import Owned, belongs
from gromada.people import demo, factors
from gromada.people.models import Invitation
from gromada.ui import panels


@panels.register("paper.whose", order=10)
def add_institution(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    """A letter from an institution that is not known here yet."""
    url = f"{reverse('desk:new_institution')}?{urlencode({'back': request.path})}"
    words, asked = _("Add an institution"), _("Is it not on the list?")
    return format_html('<p class="part">{} <a href="{}">{}</a></p>', asked, url, words)


def _invitations(n: int) -> str:
    return ngettext("%(n)d invitation", "%(n)d invitations", n) % {"n": n}


def lend() -> None:
    promises.register()
    belongs(Owned(Invitation, "about", _invitations, by_uid=True))
    factors.requires(promises.needs_second_factor)
    demo.describe(demonstration.groups)
