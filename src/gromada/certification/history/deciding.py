"""Who has a word in a certificate from history: its holder's head, and the office of its issuer."""

from django.utils.translation import gettext as _

from gromada.certification.models import Case, Certificate, Confirmer
from gromada.certification.proceeding.seeing import OFFICE
from gromada.institutions.models import Function, Membership, in_force
from gromada.institutions.queries import successor_chain, survivor_of
from gromada.kit import clock
from gromada.kit.refusal import No
from gromada.people.models import Issuer, Person
from gromada.ui.typography import longdate


def works_in_office(person: Person, issuer: Issuer) -> bool:
    rows = Membership.objects.filter(person=person, issuer=issuer, body=OFFICE)
    return rows.filter(in_force(clock.today())).exists()


def heads_holder(person: Person, certificate: Certificate) -> bool:
    """Whether the person signs for the institution, or for what it has become by now."""
    holders = successor_chain(survivor_of(certificate.institution))
    rows = Function.objects.filter(person=person, institution__in=holders, kind__in=Function.SIGNING)
    return rows.filter(in_force(clock.today())).exists()


def confirms_as(person: Person, certificate: Certificate) -> Confirmer | None:
    """As whom the person may confirm it; the holder's own word goes before the office's. None: not at all."""
    if heads_holder(person, certificate):
        return Confirmer.HOLDER
    return Confirmer.OFFICE if works_in_office(person, certificate.issuer) else None


def may_enter(person: Person, issuer: Issuer) -> No | None:
    if works_in_office(person, issuer):
        return None
    return No(_("Certificates from history are written down by the issuer's office."))


def may_correct(person: Person, certificate: Certificate) -> No | None:
    """The office, as long as nobody has confirmed it."""
    if not certificate.imported:
        return No(_("Only a certificate from history is corrected; this one was issued here."))
    if certificate.confirmed_on:
        sentence = _("The certificate was confirmed on %(day)s and is not changed any more.")
        return No(sentence % {"day": certificate.confirmed_on.isoformat()})
    return may_enter(person, certificate.issuer)


def may_withdraw(person: Person, certificate: Certificate) -> No | None:
    """The office, as long as nobody has confirmed it and nothing was begun about it."""
    if not certificate.imported:
        return No(
            _(
                "Only a certificate from history is withdrawn so; one that was issued here is revoked, given up or corrected."
            )
        )
    if certificate.confirmed_on:
        sentence = _("The certificate was confirmed on %(day)s; what is wrong in it is corrected, it is not withdrawn.")
        return No(sentence % {"day": longdate(certificate.confirmed_on)})
    if Case.objects.filter(certificate=certificate).exists():
        return No(_("Something was begun about this certificate, so it stays; write down in that case what is wrong."))
    return may_enter(person, certificate.issuer)
