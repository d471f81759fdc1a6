"""A sheet to print on an envelope: the sender small above, the addressee where the postman looks."""

import json

from django.utils import translation
from django.utils.translation import gettext as _

from gromada.certification.models import Letter
from gromada.paper import setting
from gromada.paper.letter_facts import address_lines, addressee, issuer_name, written_on

FORMS = {"dl": (220, 110), "c5": (229, 162)}  # millimetres


def pdf(letter: Letter, form: str) -> bytes:
    width, height = FORMS[form]
    with translation.override(letter.language):
        said = {
            "language": letter.language,
            "title": _("Envelope: %(addressee)s") % {"addressee": letter.addressee},
            "width": width,
            "height": height,
            "sender": [issuer_name(letter.case, letter.language), *address_lines(letter.case.issuer.address)],
            "addressee": addressee(letter),
        }
    return setting.pdf("envelope.typ", json.dumps(said, ensure_ascii=False), written_on(letter))
