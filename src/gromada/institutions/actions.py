"""Who writes an institution, its units and successors, and who does what in it or in a body of an issuer."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gromada.institutions import rules
from gromada.institutions.models import Alias, Function, Institution, Membership, Succession, Unit
from gromada.institutions.naming import is_named_after
from gromada.journal.actions import append
from gromada.kit.folding import fold
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer, Person

Actor = Person | str  # a person, or "import" or "time"
FACTS = ("name", "kind", "town", "teryt", "voivodeship", "nip", "regon", "krs", "address", "email")
_PUBLIC_FACTS = FACTS[:-1]  # an address of e-mail may be a person's: it stays out of the facts


def actor(by: Actor) -> str:
    """What the journal writes for whoever acts: an opaque id, or the word that stands for a machine."""
    return by if isinstance(by, str) else str(by.uid)


def register_institution(*, by: Actor, kinds: Collection[str], demo: bool = False, **facts: str) -> Institution:
    """A new institution. `kinds` are the words of the edition that it is registered for; "" is a kind not known.

    Raises Refusal with every wrong field at once.
    """
    sound = _sound(facts, kinds)
    with transaction.atomic():
        institution = Institution(slug=_free_slug(sound["name"], sound["town"]), demo=demo, **sound)
        institution.save()
        _told(
            "institution.registered", institution, by, {name: sound[name] for name in _PUBLIC_FACTS if sound.get(name)}
        )
    return institution


def change_institution(
    institution: Institution,
    *,
    by: Actor,
    kinds: Collection[str],
    mistaken: bool = False,
    used_until: str = "",
    **facts: str,
) -> Institution:
    """Writes the facts given, leaves the others; a former name stays as an alias, `used_until` its last day as exact as it is known.

    `mistaken`: the name was never right, so it does not stay. The address of its page stays either way.
    """
    sound = _sound({name: getattr(institution, name) for name in FACTS} | facts, kinds)
    with transaction.atomic():
        fresh = Institution.objects.select_for_update().get(pk=institution.pk)
        changed = [name for name in FACTS if getattr(fresh, name) != sound[name]]
        if "name" in changed and not mistaken:
            Alias.objects.get_or_create(institution=fresh, name=fresh.name, defaults={"until": used_until})
        for name in changed:
            setattr(fresh, name, sound[name])
        if changed:
            fresh.save()
            public = {name: sound[name] for name in changed if name in _PUBLIC_FACTS}
            _told("institution.changed", fresh, by, {"changed": changed, **public})
    return fresh


def add_unit(institution: Institution, name: str, *, by: Actor) -> Unit:
    name = " ".join(name.split())
    if not name:
        raise Refusal(No(_("A unit needs a name."), where="name"))
    with transaction.atomic():
        unit, new = Unit.objects.get_or_create(institution=institution, name=name)
        if not new:
            raise Refusal(
                No(_("%(institution)s has a unit of this name already.") % {"institution": institution}, where="name")
            )
        _told("institution.unit_added", institution, by, {"unit": unit.uid, "name": name})
    return unit


def end_unit(unit: Unit, *, until: str, by: Actor) -> Unit:
    """The unit was closed: a day, a month or a year. What it held stays its own; nothing new is begun for it."""
    until = rules.known_end("", until)
    with transaction.atomic():
        fresh = Unit.objects.select_for_update().select_related("institution").get(pk=unit.pk)
        fresh.until = until
        fresh.save(update_fields=["until"])
        _told("institution.unit_ended", fresh.institution, by, {"unit": fresh.uid, "until": until})
    return fresh


def add_alias(
    institution: Institution, name: str, *, by: Actor, source: str = "", since: str = "", until: str = ""
) -> Alias:
    """Another name in use, or a former one with what is known of its dates. Adding it a second time changes nothing."""
    name = " ".join(name.split())
    if not name or fold(name) == fold(institution.name):
        raise Refusal(
            No(_("Another name is needed, different from “%(name)s”.") % {"name": institution.name}, where="name")
        )
    rules.in_order(since, until)
    known = {"source": source, "since": since, "until": until}
    with transaction.atomic():
        alias, new = Alias.objects.get_or_create(institution=institution, name=name, defaults=known)
        if new:
            said = {word: text for word, text in known.items() if text or word == "source"}
            _told("institution.alias_added", institution, by, {"name": name, **said})
    return alias


def end_alias(alias: Alias, *, until: str, by: Actor) -> Alias:
    """The name is a former one since then: a day, a month or a year."""
    with transaction.atomic():
        fresh = Alias.objects.select_for_update().select_related("institution").get(pk=alias.pk)
        fresh.until = rules.known_end(fresh.since, until)
        fresh.save()
        _told("institution.alias_ended", fresh.institution, by, {"name": fresh.name, "until": fresh.until})
    return fresh


def remove_alias(alias: Alias, *, by: Actor) -> None:
    """A name that was written down by mistake."""
    with transaction.atomic():
        fresh = Alias.objects.select_for_update().select_related("institution").get(pk=alias.pk)
        institution, name = fresh.institution, fresh.name
        fresh.delete()
        _told("institution.alias_removed", institution, by, {"name": name})


def record_succession(
    predecessor: Institution, successor: Institution, *, since: date, by: Actor, act: str = "", source: str = ""
) -> Succession:
    """The successor takes the predecessor's place from that day, with its certificates and their terms."""
    with transaction.atomic():
        for one in Institution.objects.select_for_update().filter(pk__in=(predecessor.pk, successor.pk)):
            rules.still_stands(one)
        rules.may_succeed(predecessor, successor)
        succession = Succession.objects.create(
            predecessor=predecessor, successor=successor, since=since, act=act, source=source
        )
        facts = {"successor": successor.uid, "since": since, "act": act}
        append("institution.succeeded", "institution", predecessor.uid, by=actor(by), on=since, facts=facts)
    return succession


def withdraw_succession(succession: Succession, *, reason: str, by: Actor) -> None:
    """A succession that was written down by mistake; the line in the journal stays, with the reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise Refusal(No(_("Say why the succession is withdrawn."), where="reason"))
    with transaction.atomic():
        fresh = Succession.objects.select_for_update().select_related("predecessor", "successor").get(pk=succession.pk)
        predecessor, successor = fresh.predecessor, fresh.successor
        fresh.delete()
        facts = {"successor": successor.uid, "reason": reason}
        _told("institution.succession_withdrawn", predecessor, by, facts)
        _told("institution.succession_withdrawn", successor, by, {"predecessor": predecessor.uid})


def give_function(
    institution: Institution, person: Person, kind: str, *, since: date, by: Actor, until: date | None = None
) -> Function:
    with transaction.atomic():
        rules.still_stands(Institution.objects.select_for_update().get(pk=institution.pk))
        rules.may_hold_function(institution, person, kind, since, until)
        held = Function.objects.create(institution=institution, person=person, kind=kind, since=since, until=until)
        facts = {"function": held.uid, "person": person.uid, "kind": kind, "since": since, "until": until}
        _told("function.given", institution, by, facts)
    return held


def end_function(function: Function, *, until: date, by: Actor) -> Function:
    """`until` is the last day on which the function is held."""
    with transaction.atomic():
        fresh = Function.objects.select_for_update().get(pk=function.pk)
        rules.may_end(fresh.since, fresh.until, until)
        fresh.until = until
        fresh.save(update_fields=["until"])
        _told("function.ended", fresh.institution, by, {"function": fresh.uid, "until": until})
    return fresh


def give_membership(
    issuer: Issuer,
    body: str,
    person: Person,
    *,
    since: date,
    by: Actor,
    seat: str = Membership.Seat.MEMBER,
    until: date | None = None,
) -> Membership:
    with transaction.atomic():
        Issuer.objects.select_for_update().get(pk=issuer.pk)
        rules.may_sit(issuer, body, person, seat, since, until)
        held = Membership.objects.create(issuer=issuer, body=body, person=person, seat=seat, since=since, until=until)
        facts = {
            "membership": held.uid,
            "body": body,
            "person": person.uid,
            "seat": seat,
            "since": since,
            "until": until,
        }
        append("membership.given", "issuer", issuer.uid, by=actor(by), facts=facts)
    return held


def end_membership(membership: Membership, *, until: date, by: Actor) -> Membership:
    """`until` is the last day in the body."""
    with transaction.atomic():
        fresh = Membership.objects.select_for_update().get(pk=membership.pk)
        rules.may_end(fresh.since, fresh.until, until)
        fresh.until = until
        fresh.save(update_fields=["until"])
        facts = {"membership": fresh.uid, "body": fresh.body, "until": until}
        append("membership.ended", "issuer", fresh.issuer.uid, by=actor(by), facts=facts)
    return fresh


def _told(verb: str, institution: Institution, by: Actor, facts: dict[str, Any]) -> None:
    append(verb, "institution", institution.uid, by=actor(by), facts=facts)


def _sound(facts: dict[str, str], kinds: Collection[str]) -> dict[str, str]:
    unknown = sorted(set(facts) - set(FACTS))
    if unknown:
        raise TypeError(f"an institution has no {', '.join(unknown)}")
    return rules.sound_facts({name: facts.get(name, "") for name in FACTS}, kinds)


def _free_slug(name: str, town: str) -> str:
    """The name and, unless the name says it, the town; numbered where another page has that address."""
    base = slugify(fold(name if is_named_after(name, town) else f"{name} {town}"))[:100] or "instytucja"
    taken = set(Institution.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
