"""Orders for papers: what is said on them today, and by whom they are sealed."""

import json
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from gromada.certificates import facts, seals
from gromada.certificates.credential.proof import RDFC
from gromada.certificates.models import Credential, Seal
from gromada.certificates.setting import Order
from gromada.kit import clock

FORM, STAMP = 2_000, 8_000  # bytes of a signature beside its certificates, and of a timestamp


def plain(credential: Credential, language: str, when: facts.Occasion) -> Order:
    document = json.dumps(credential.documents[f"{language}.{RDFC}"], ensure_ascii=False)
    return Order(facts.said(credential.certificate, language, when), when.on, document)


def to_be_sealed(credential: Credential, language: str, seal: Seal, when: facts.Occasion) -> Order:
    room = len(seal.chain) + FORM + (STAMP if settings.TIMESTAMP_URL else 0)
    return replace(plain(credential, language, when), room=room, **words(language, seal))


def words(language: str, seal: Seal) -> dict[str, Any]:
    """What the field of the seal says: whose it is, for readers of PDF and for who hears the page."""
    name = seals.name_of(seal)
    with translation.override(language):
        return {"name": name, "told": _("Electronic seal: %(name)s") % {"name": name}, "at": clock.now()}
