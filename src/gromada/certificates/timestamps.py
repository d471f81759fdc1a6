"""Asks an authority for the time (RFC 3161), where an address is set. The PDF's digest is all that leaves the house."""

import urllib.request
from urllib.error import URLError

from asn1crypto import cms, tsp
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from gromada.kit.refusal import Refusal

SECONDS = 15
MOST = 100_000


class From(TimeStamper):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Raises Refusal for a refusal of the authority, and for whatever is no timestamp of this digest."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            told = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
            stamped = told["hash_algorithm"]["algorithm"].native, told["hashed_message"].native
        except (TimestampRequestError, ValueError, TypeError, LookupError, AttributeError):
            stamped = None
        if stamped != (md_algorithm, message_digest):
            said = {"address": self.address}
            raise Refusal(
                _("What the authority for timestamps at %(address)s answers is no timestamp of this paper.") % said
            )
        return token

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        asked = urllib.request.Request(self.address, req.dump(), {"Content-Type": "application/timestamp-query"})
        try:
            with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
                held = answer.read(MOST)
        except (URLError, OSError, ValueError) as error:
            said = {"address": self.address, "error": error}
            raise Refusal(_("The authority for timestamps at %(address)s does not answer: %(error)s.") % said) from None
        return tsp.TimeStampResp.load(held)
