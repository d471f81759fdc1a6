"""NIP, REGON, KRS and TERYT: a sentence for what is wrong with them, and their compact form."""

import re

from django.utils.translation import gettext as _
from stdnum.pl import nip, regon

from gromada.kit.refusal import Refusal

_VOIVODESHIPS = {f"{n:02d}" for n in range(2, 33, 2)}


def compact_nip(text: str) -> str:
    plain = nip.compact(text)
    if not nip.is_valid(plain):
        raise Refusal(
            _("The NIP “%(number)s” is wrong: it has ten digits and the last one checks the others.") % {"number": text}
        )
    return plain


def compact_regon(text: str) -> str:
    plain = regon.compact(text)
    if not regon.is_valid(plain):
        raise Refusal(
            _("The REGON “%(number)s” is wrong: it has 9 or 14 digits and the last one checks the others.")
            % {"number": text}
        )
    return plain


def compact_krs(text: str) -> str:
    plain = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{10}", plain):
        raise Refusal(_("The KRS number “%(number)s” is wrong: it has ten digits.") % {"number": text})
    return plain


def compact_teryt(text: str) -> str:
    """The seven-digit code of a gmina: voivodeship (even, 02–32), powiat, gmina, kind (1–5, 8, 9)."""
    plain = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{6}[1-589]", plain) or plain[:2] not in _VOIVODESHIPS:
        raise Refusal(
            _("The TERYT code “%(number)s” is wrong: the code of a gmina has seven digits, for example 1413011.")
            % {"number": text}
        )
    return plain
