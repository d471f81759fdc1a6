"""Words of the current editions that the desk needs: kinds of institution, bodies and pools."""

from gromada.certification.proceeding.seeing import OFFICE
from gromada.certification.sentences import language
from gromada.people.models import Issuer
from gromada.standards.models import Edition


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
