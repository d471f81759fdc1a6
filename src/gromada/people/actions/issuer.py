"""What everybody may know of whoever awards certificates: where it is, and who answers questions."""

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.journal.actions import append
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer, Person
from gromada.people.queries import forget_issuers

FACTS = ("contact", "address", "phone", "email", "website")


def change_issuer(issuer: Issuer, *, by: Person, **facts: str) -> Issuer:
    """Writes the facts given, leaves the others. Raises Refusal where nobody could turn to it any more."""
    unknown = sorted(set(facts) - set(FACTS))
    if unknown:
        raise TypeError(f"an issuer has no {', '.join(unknown)}")
    with transaction.atomic():
        fresh = Issuer.objects.select_for_update().get(pk=issuer.pk)
        said = {name: " ".join(text.split()) for name, text in facts.items()}
        changed = [name for name, text in said.items() if getattr(fresh, name) != text]
        for name in changed:
            setattr(fresh, name, said[name])
        if not (fresh.phone or fresh.email):
            raise Refusal(
                No(_("Give a telephone number or an e-mail address: people have to be able to ask."), where="email")
            )
        if changed:
            fresh.save(update_fields=changed)
            transaction.on_commit(forget_issuers)
            append("issuer.changed", "issuer", fresh.uid, by=by.uid, facts={"changed": changed})
    return fresh
