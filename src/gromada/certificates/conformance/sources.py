"""What the service knows without a network: this installation's own keys and lists, and the service's. It fetches nothing for anybody."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from gromada.certificates import keys
from gromada.certificates.credential.fault import Fault
from gromada.certificates.models import StatusList


class House:
    """Sources of a check (verifying.Sources)."""

    def __init__(self, lists: str, status_list: Callable[[str], dict[str, Any]], purposes: tuple[str, ...]) -> None:
        self.own = {f"{lists}/{purpose}": purpose for purpose in purposes}
        self.make = status_list

    def document(self, did: str) -> dict[str, Any]:
        found = keys.documents().get(did)
        if found is None:
            raise Fault("away", did[:200], unsure=True)
        return found

    def status_list(self, address: str) -> dict[str, Any]:
        if address in self.own:
            return self.make(self.own[address])
        try:
            uid = UUID(address.rpartition("/")[2].removesuffix(".json"))
        except ValueError:
            raise Fault("away", address[:200], unsure=True) from None
        found = StatusList.objects.filter(uid=uid).exclude(signed_at=None).first()
        if found is None or found.address != address:
            raise Fault("away", address[:200], unsure=True)
        document: dict[str, Any] = found.document
        return document

    def resource(self, address: str) -> bytes:
        raise Fault("away", address[:200], unsure=True)
