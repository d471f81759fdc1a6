"""Words of the current editions that the desk needs: kinds of institution, bodies and pools."""

from django.utils.translation import pgettext_lazy

from gromada.certification.proceeding.seeing import OFFICE
from gromada.certification.sentences import language
from gromada.certification.status import Status
from gromada.people.models import Issuer
from gromada.standards.models import Edition

# What is said of a certificate, and the state of its chip.
STATUS = {
    Status.IN_FORCE: ("valid", pgettext_lazy("status of a certificate", "in force")),
    Status.SUSPENDED: ("suspended", pgettext_lazy("status of a certificate", "suspended")),
    Status.NOT_YET: ("waiting", pgettext_lazy("status of a certificate", "not in force yet")),
    Status.EXPIRED: ("past", pgettext_lazy("status of a certificate", "expired")),
    Status.RESIGNED: ("past", pgettext_lazy("status of a certificate", "given up by the holder")),
    Status.REVOKED: ("revoked", pgettext_lazy("status of a certificate", "revoked")),
    Status.UNKNOWN: ("unknown", pgettext_lazy("status of a certificate", "from history, not confirmed")),
}
UNDATED = pgettext_lazy("status of a certificate", "confirmed, years not known")


def kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for edition in Edition.objects.filter(current=True):
        for kind in edition.built.kinds:
            found.setdefault(kind, edition.built.text(("kind", kind), language()))
    return found


def bodies(issuer: Issuer) -> dict[str, str]:
    """Every body, pool and the office that the roles of the issuer's current editions draw their people from."""
    found: dict[str, str] = {}
    for edition in Edition.objects.filter(issuer=issuer, current=True):
        built = edition.built
        for role in built.roles.values():
            name = built.text(("role", role.id), language())
            if role.source == "issuer":
                found.setdefault(OFFICE, name)
            elif role.source == "body":
                body = role.body or role.id
                found.setdefault(body, built.text(("body", body), language()) if body in built.bodies else name)
            elif role.pool:
                found.setdefault(role.pool, built.text(("pool", role.pool), language()))
    return found
