"""What a check needs from the web: an issuer's keys, status lists, attached texts. HTTPS only, save on this very machine; never a context."""

import ipaddress
import urllib.request
from functools import cached_property
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

from gromada.certificates.credential import did, jsontext
from gromada.certificates.credential.fault import Fault

SECONDS = 15


class Web:
    """A source of a check (verifying.Sources). What was fetched once is kept for the run."""

    @cached_property
    def kept(self) -> dict[str, bytes]:
        return {}

    def document(self, name: str) -> dict[str, Any]:
        address = did.address_of(name) if name.startswith("did:") else name
        return jsontext.load(self._fetched(_local(address)))

    def status_list(self, address: str) -> dict[str, Any]:
        return jsontext.load(self._fetched(address))

    def resource(self, address: str) -> bytes:
        return self._fetched(address)

    def _fetched(self, address: str) -> bytes:
        if address not in self.kept:
            self.kept[address] = fetched(address)
        return self.kept[address]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Whoever is led elsewhere would trust another host than the one the identifier names."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def fetched(address: str, most: int = jsontext.MAX_BYTES) -> bytes:
    """The bytes at an address, at most so many. Raises Fault "away" (unsure) for whatever stands in the way."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here(parts.hostname or "")):
        raise Fault("away", address[:200], unsure=True)
    request = urllib.request.Request(address, headers={"User-Agent": "gromada-verify", "Accept": "*/*"})
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            data: bytes = answer.read(most + 1)
    except (URLError, OSError, ValueError):
        raise Fault("away", address[:200], unsure=True) from None
    if len(data) > most:
        raise Fault("size", address[:200], unsure=True)
    return data


def is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _local(address: str) -> str:
    """The demonstration has no certificate of its own for HTTPS."""
    return address.replace("https://", "http://", 1) if is_here(urlsplit(address).hostname or "") else address
