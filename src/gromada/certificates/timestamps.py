"""Asks an authority for the time (RFC 3161), where an address is set. The PDF's digest is all that leaves the house."""

import urllib.request
from urllib.error import URLError

from asn1crypto import tsp
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps import TimeStamper

from gromada.kit.refusal import Refusal

SECONDS = 15
MOST = 100_000


class From(TimeStamper):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        asked = urllib.request.Request(self.address, req.dump(), {"Content-Type": "application/timestamp-query"})
        try:
            with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
                return tsp.TimeStampResp.load(answer.read(MOST))
        except (URLError, OSError, ValueError) as error:
            said = {"address": self.address, "error": error}
            raise Refusal(_("The authority for timestamps at %(address)s does not answer: %(error)s.") % said) from None
