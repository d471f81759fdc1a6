"""One holder's page: its history told twice, as an axis of years and as a list, and the same as open data."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gromada.certification.status import Status
from gromada.kit import partial
from gromada.register.queries.holders import Holder, Standing, given_up
from gromada.register.registers import abouts
from gromada.register.wording import CHIP, award_title, for_years, given_words, number_words, status_word, term_words
from gromada.register.words import Words
from gromada.ui.typography import longdate, partial_date, standing_date

_ENDS_KNOWN = (Status.REVOKED, Status.RESIGNED)


def holder_page(told: Holder, today: date, words: Words) -> dict[str, Any]:
    first = leading(told)
    schemes = list(dict.fromkeys(standing.certificate.scheme for standing in told.standings))
    return {
        "told": told,
        "holder": told.holder,
        "today": today,
        "name": told.called(today),
        # After a change of form the kind may be the former one's: the list is filtered by it, the page does not say it.
        "kind": words.of("kind", told.holder.kind) if told.holder.kind and not told.holder.former else "",
        "former": [(longdate(n.until), n.title) for n in told.former(today)]
        + [(partial_date(n.until), n.title) for n in told.renamed(today)],
        "also": told.also(today),
        "leading": first,
        "notices": list(_notices(told, words)),
        "spans": list(_spans(told, words)),
        "changes": [name.until + timedelta(days=1) for name in told.former(today)],
        "axis_words": _axis_words(told, today, words),
        "timeline": _timeline(told, today, words),
        "annexes": list(_annexes(told, words)),
        "sources": list(dict.fromkeys(s.certificate.source for s in told.standings if s.certificate.source)),
        "rows": [_row(told, standing, words) for standing in reversed(told.standings)],
        "abouts": [about for scheme in schemes for about in abouts(words, scheme)],
        **({"demo": True} if told.holder.demo else {}),  # else the frame says whether all of this is a demonstration
    }


def leading(told: Holder, scheme: str = "") -> Standing:
    """The certificate in force (of a scheme, if it holds one), else the latest one."""
    asked = [standing for standing in told.standings if standing.certificate.scheme == scheme]
    among = asked or list(told.standings)
    in_force = [standing for standing in among if standing.status in (Status.IN_FORCE, Status.SUSPENDED)]
    return (in_force or among)[-1]


def _notices(told: Holder, words: Words) -> Iterator[dict[str, Any]]:
    """One for each scheme, the one that leads the page first."""
    first = leading(told).certificate.scheme
    schemes = dict.fromkeys([first, *(standing.certificate.scheme for standing in told.standings)])
    for scheme in schemes:
        standing = leading(told, scheme)
        yield _notice(standing) | {
            "standing": standing,
            "scheme": scheme,
            "certificate_name": words.of("certificate", standing.certificate.edition),
            "issuer": words.of("issuer", standing.certificate.issuer),
            "printed_years": for_years(standing) if standing.certificate.valid_to else "",
        }


def _notice(standing: Standing) -> dict[str, Any]:
    """The first thing to read: how it stands today."""
    certificate, status = standing.certificate, standing.status
    since = longdate(standing.last.effective_on) if standing.last else ""
    titles = {
        Status.IN_FORCE: _("The certificate is in force %(years)s"),
        Status.SUSPENDED: _("The certificate is suspended since %(since)s"),
        Status.NOT_YET: _("The certificate is awarded and comes into force on %(begins)s"),
        Status.EXPIRED: _("The validity of the certificate ended on %(ends)s"),
        Status.RESIGNED: _("The institution gave up the certificate on %(since)s"),
        Status.REVOKED: _("The certificate was revoked on %(since)s"),
        Status.UNKNOWN: _("A certificate from history: the issuer has not confirmed it yet"),
    }
    named = {
        "years": for_years(standing),
        "since": since,
        "begins": longdate(certificate.starts_on),
        "ends": longdate(certificate.ends_on),
    }
    kinds = {Status.IN_FORCE: "good", Status.REVOKED: "error", Status.SUSPENDED: "turn"}
    return {"kind": kinds.get(status, ""), "title": titles[status] % named}


def _spans(told: Holder, words: Words) -> Iterator[dict[str, Any]]:
    for standing in told.standings:
        certificate = standing.certificate
        start = certificate.valid_from or certificate.handed_over_on or certificate.decided_on
        if len(certificate.handed_over_on) == 10 and certificate.handed_over_on.startswith(start):
            start = certificate.handed_over_on
        if start:
            end = standing.last.effective_on if standing.last and standing.status in _ENDS_KNOWN else None
            label = _called(told, standing, words) if certificate.award or _several(told) else ""
            yield {"start": start, "end": end or certificate.valid_to or None, "label": label}


def _axis_words(told: Holder, today: date, words: Words) -> str:
    """The drawing in words, for whoever does not see it."""
    said = [_award_words(told, standing, words) for standing in told.standings]
    said += [_becomes(told, name.title, name.until) for name in told.former(today)]
    return " ".join(f"{sentence}." for sentence in said)


def _award_words(told: Holder, standing: Standing, words: Words) -> str:
    certificate = standing.certificate
    given = certificate.handed_over_on or certificate.decided_on
    said = [_called(told, standing, words), for_years(standing)]
    if given:
        said.append(standing_date(_day(given)))
    return ", ".join(said)


def _timeline(told: Holder, today: date, words: Words) -> list[dict[str, Any]]:
    """What happened when, what is not known first: it is the oldest."""
    items = [item for standing in told.standings for item in _items(told, standing, today, words)]
    for name in told.former(today):
        more = _("The same certificate, the same term: the successor took them over.")
        what = _becomes(told, name.title, name.until)
        items.append(_item(name.until + timedelta(days=1), what, more, state="change"))
    return sorted(items, key=lambda item: item.pop("order"))


def _becomes(told: Holder, former: str, until: date) -> str:
    return _("%(former)s becomes %(present)s") % {"former": former, "present": told.called(until + timedelta(days=1))}


def _items(told: Holder, standing: Standing, today: date, words: Words) -> Iterator[dict[str, Any]]:
    certificate = standing.certificate
    given = certificate.handed_over_on or certificate.decided_on or certificate.valid_from
    said = [_called(told, standing, words), for_years(standing) if certificate.valid_to or certificate.label else ""]
    if certificate.awarded_to != told.holder.title:
        said.append(_("for %(holder)s") % {"holder": certificate.awarded_to})
    more = given_words(standing)
    if certificate.decided_on and certificate.handed_over_on:
        more = f"{_('Decided on %(day)s.') % {'day': standing_date(_day(certificate.decided_on))}} {more}"
    yield _item(given, ", ".join(part for part in [*said, number_words(standing)] if part), more)
    for event in standing.events:
        if event.kind != "transfer":
            clause = words.clause(certificate.edition, event.clause)
            words_of = _event_words(event.kind, event.until)
            state = "ahead" if event.effective_on > today else "change"
            yield _item(event.effective_on, words_of, event.corrected, clause=clause, state=state)
    if certificate.valid_to and standing.status not in _ENDS_KNOWN and not given_up(standing):
        yield _end(standing, today, words)


def _event_words(kind: str, until: date | None) -> str:
    if kind == "suspend" and until:
        return _("The certificate is suspended until %(day)s") % {"day": longdate(until)}
    return {
        "suspend": _("The certificate is suspended"),
        "reinstate": _("The suspension ends"),
        "revoke": _("The certificate is revoked"),
        "resign": _("The institution gives up the certificate"),
        "correct": _("A slip in writing is corrected"),
    }[kind]


def _end(standing: Standing, today: date, words: Words) -> dict[str, Any]:
    certificate = standing.certificate
    last = partial.last_day(certificate.valid_to)
    ahead = bool(last and last >= today)
    if not certificate.is_settled:
        what = _("End of validity according to the source")
        return _item(certificate.valid_to, what, "", state="ahead" if ahead else "", end=True)
    what = _("Last day of validity") if ahead else _("The validity ended")
    more = _("The next certificate needs a new application.") if ahead else ""
    clause = words.of("validity", certificate.edition) if ahead else ""
    return _item(certificate.valid_to, what, more, clause=clause, state="ahead" if ahead else "", end=True)


def _item(
    when: date | str, what: str, more: str, *, clause: str = "", state: str = "", end: bool = False
) -> dict[str, Any]:
    """`order` puts years before the days in them, and ends behind everything else of their year."""
    known = when.isoformat() if isinstance(when, date) else when
    order = ((known and (partial.last_day(known) if end else partial.first_day(known))) or date.min, end)
    return {
        "date": _day(known) if known else partial_date(known),
        "what": what,
        "more": more,
        "clause": clause,
        "state": state,
        "order": order,
    }


def _day(text: str) -> date | str:
    """A whole date as one, so that it is printed as one; what is less exact stays text."""
    return date.fromisoformat(text) if len(text) == 10 else text


def _annexes(told: Holder, words: Words) -> Iterator[dict[str, str]]:
    keys = [f"{s.certificate.edition}:{annex}" for s in reversed(told.standings) for annex in s.certificate.annexes]
    for key in dict.fromkeys(keys):
        yield {"name": words.of("annex", key), "about": words.of("annex_about", key)}


def _called(told: Holder, standing: Standing, words: Words) -> str:
    """Where there are certificates of several schemes, each is called as its scheme calls it; else "second certificate"."""
    certificate = standing.certificate
    return words.of("certificate", certificate.edition) if _several(told) else award_title(certificate.award)


def _several(told: Holder) -> bool:
    return len({standing.certificate.scheme for standing in told.standings}) > 1


def _row(told: Holder, standing: Standing, words: Words) -> dict[str, Any]:
    certificate = standing.certificate
    return {
        "standing": standing,
        "title": _called(told, standing, words),
        "years": term_words(standing),
        "chip": CHIP[standing.status],
        "word": status_word(standing.status),
        "number": certificate.number,
    }
