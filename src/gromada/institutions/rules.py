"""Questions that stand before a deed. They raise Refusal with every reason at once and never write."""

from collections.abc import Callable, Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext as _

from gromada.institutions import places
from gromada.institutions.models import Function, Institution, Membership, Succession
from gromada.institutions.queries import successor_chain
from gromada.kit import partial
from gromada.kit.identifiers import compact_krs, compact_nip, compact_regon, compact_teryt
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import line
from gromada.people.models import Issuer, Person

_NUMBERS: dict[str, Callable[[str], str]] = {
    "nip": compact_nip,
    "regon": compact_regon,
    "krs": compact_krs,
    "teryt": compact_teryt,
}


def sound_facts(facts: dict[str, str], kinds: Collection[str]) -> dict[str, str]:
    """The facts cleaned, numbers in their compact form, the voivodeship filled in from the code of the gmina."""
    sound = {name: line(text) for name, text in facts.items()}
    wrong: list[No] = [No(_("This must be filled in."), where=name) for name in ("name", "town") if not sound[name]]
    for name, text in sound.items():
        longest = getattr(Institution._meta.get_field(name), "max_length", None)
        if longest and len(text) > longest and name not in _NUMBERS:
            wrong.append(No(_("Too long; characters that fit here: %(count)s.") % {"count": longest}, where=name))
    for name, compact in _NUMBERS.items():
        try:
            sound[name] = compact(sound[name]) if sound[name] else ""
        except Refusal as refused:
            wrong.append(No(refused.reasons[0].sentence, where=name))
            sound[name] = ""
    if sound["kind"] and sound["kind"] not in kinds:
        wrong.append(
            No(_("The edition knows no kind of institution “%(kind)s”.") % {"kind": sound["kind"]}, where="kind")
        )
    wrong += _wrong_place(sound) + _wrong_email(sound["email"])
    if wrong:
        raise Refusal(*wrong)
    return sound


def _wrong_place(sound: dict[str, str]) -> list[No]:
    lies_in = places.voivodeship_of(sound["teryt"])
    if sound["teryt"] and places.is_misplaced(sound["teryt"], sound["town"]):
        sentence = _("The code %(code)s is not the code of the gmina in which %(town)s lies.")
        return [No(sentence % {"code": sound["teryt"], "town": sound["town"]}, where="teryt")]
    if lies_in and sound["voivodeship"] not in ("", lies_in):
        sentence = _("The code %(code)s lies in another voivodeship: %(voivodeship)s.")
        return [No(sentence % {"code": sound["teryt"], "voivodeship": lies_in}, where="voivodeship")]
    sound["voivodeship"] = sound["voivodeship"] or lies_in
    if sound["voivodeship"] and sound["voivodeship"] not in places.VOIVODESHIPS.values():
        return [No(_("There is no voivodeship “%(name)s”.") % {"name": sound["voivodeship"]}, where="voivodeship")]
    return []


def _wrong_email(email: str) -> list[No]:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        return [No(_("“%(email)s” is no e-mail address.") % {"email": email}, where="email")]
    return []


def still_stands(institution: Institution) -> None:
    """Nothing new is begun for a duplicate that was merged meanwhile."""
    if institution.merged_into_id:
        raise Refusal(No(_("%(name)s was merged into another institution already.") % {"name": institution.name}))


def may_succeed(predecessor: Institution, successor: Institution) -> None:
    if Succession.objects.filter(predecessor=predecessor).exists():
        raise Refusal(No(_("%(name)s has a successor already.") % {"name": predecessor}, where="successor"))
    if predecessor in successor_chain(successor):
        sentence = _("%(name)s cannot be its own successor, not even by way of others.")
        raise Refusal(No(sentence % {"name": predecessor}, where="successor"))


def in_order(since: str, until: str) -> None:
    """Dates as exact as is known (kit.partial): the end must not surely lie before the beginning."""
    for text, where in ((since, "since"), (until, "until")):
        try:
            partial.parse(text)
        except ValueError as wrong:
            sentence = _("“%(text)s” is no date; write 2022-03-29, 2022-03 or 2022.")
            raise Refusal(No(sentence % {"text": text}, where=where)) from wrong
    first, last = partial.first_day(since), partial.last_day(until)
    if first and last and last < first:
        raise Refusal(No(_("The end lies before the beginning. Correct one of the dates."), where="until"))


def known_end(since: str, until: str) -> str:
    """The end, which must be known at least to the year."""
    until = until.strip()
    if not until:
        raise Refusal(No(_("Say until when; the year alone is enough."), where="until"))
    in_order(since, until)
    return until


def may_hold_function(institution: Institution, person: Person, kind: str, since: date, until: date | None) -> None:
    _known(kind, Function.Kind.values, "kind")
    _ends_after(since, until)
    meanwhile = Function.objects.filter(_meanwhile(since, until), institution=institution, kind=kind)
    if meanwhile.filter(person=person).exists():
        raise Refusal(
            No(_("%(person)s holds this function at that time already.") % {"person": person}, where="person")
        )
    if kind == Function.Kind.HEAD and meanwhile.exists():
        sentence = _("%(person)s is the head at that time. End that function first.")
        raise Refusal(No(sentence % {"person": meanwhile[0].person}, where="since"))


def may_sit(issuer: Issuer, body: str, person: Person, seat: str, since: date, until: date | None) -> None:
    _known(seat, Membership.Seat.values, "seat")
    _ends_after(since, until)
    meanwhile = Membership.objects.filter(_meanwhile(since, until), issuer=issuer, body=body)
    if meanwhile.filter(person=person).exists():
        raise Refusal(No(_("%(person)s sits in this body at that time already.") % {"person": person}, where="person"))
    if seat == Membership.Seat.CHAIR and meanwhile.filter(seat=seat).exists():
        raise Refusal(No(_("This body has a chair at that time. End that membership first."), where="seat"))


def may_end(since: date, already: date | None, until: date) -> None:
    if already is not None and already <= until:
        raise Refusal(No(_("It ended on %(day)s already.") % {"day": already.isoformat()}, where="until"))
    _ends_after(since, until)


def _ends_after(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Refusal(No(_("The end lies before the beginning. Correct one of the dates."), where="until"))


def _known(word: str, words: list[str], where: str) -> None:
    if word not in words:
        raise Refusal(
            No(_("“%(word)s” is not one of: %(words)s.") % {"word": word, "words": ", ".join(words)}, where=where)
        )


def _meanwhile(since: date, until: date | None) -> Q:
    """Rows that hold on at least one day from `since` to `until`."""
    begun = Q(since__lte=until) if until else Q()
    return begun & (Q(until__isnull=True) | Q(until__gte=since))
