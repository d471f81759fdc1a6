"""The engine's reasons as sentences in the reader's language, with the clause as the edition cites it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gromada.certification.models import Case
from gromada.certification.proceeding.reasons import Reason
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Edition


def language() -> str:
    return (get_language() or "pl").split("-")[0]


def no(reason: Reason, case: Case) -> No:
    edition = case.edition.built
    text = _SENTENCES[reason.code](reason.facts, edition, case)
    return No(text, edition.clause(reason.clause, language()), reason.paths[0] if reason.paths else "")


def refusal(reasons: Iterable[Reason], case: Case) -> Refusal:
    return Refusal(*(no(reason, case) for reason in reasons))


def _name(uid: Any) -> str:
    person = Person.objects.filter(uid=uid).only("name", "username").first()
    return str(person) if person else _("somebody")


def _names(uids: Iterable[Any]) -> str:
    return ", ".join(_name(uid) for uid in uids)


def _day(value: Any) -> str:
    return date_format(value, "j E Y" if language() == "pl" else "j F Y") if isinstance(value, date) else ""


def _step(edition: Edition, case: Case, step: str) -> str:
    return edition.text(("proceeding", case.proceeding, "step", step), language())


def _role(edition: Edition, role: str) -> str:
    return edition.text(("role", role), language())


def _missing(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return _("Something required is still empty in “%(form)s”.") % {
        "form": edition.text(("form", facts["form"]), language())
    }


def _state(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    state = edition.text(("proceeding", case.proceeding, "state", facts["state"]), language())
    return _("The case has moved on meanwhile: it is now at “%(state)s”. Nothing was changed.") % {"state": state}


def _parent_state(case: Case) -> str:
    above = case.parent
    return above.edition.built.text(("proceeding", above.proceeding, "state", above.state), language()) if above else ""


def _nodes(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    nodes = facts["nodes"]
    named = ", ".join(nodes[:8]) + ("…" if len(nodes) > 8 else "")
    return ngettext(
        "One required point is not met yet: %(nodes)s.",
        "%(count)d required points are not met yet: %(nodes)s.",
        len(nodes),
    ) % {"count": len(nodes), "nodes": named}


def _count(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    if "proceeding" in facts:
        told = {"number": facts["number"], "name": edition.text(("proceeding", facts["proceeding"]), language())}
        if facts["number"] < facts.get("open", facts.get("at_least", 0)):
            return _("First a case of this kind has to be opened: “%(name)s”.") % told
        return (
            ngettext(
                "There is %(number)d open case of “%(name)s”; first it has to end.",
                "There are %(number)d open cases of “%(name)s”; first they have to end.",
                facts["number"],
            )
            % told
        )
    told = {**facts, "what": _field(edition, case, facts)}
    if facts["number"] < facts.get("at_least", 0):
        return (
            ngettext(
                "“%(what)s”: at least %(at_least)d is needed; there are %(number)d.",
                "“%(what)s”: at least %(at_least)d are needed; there are %(number)d.",
                facts["at_least"],
            )
            % told
        )
    return (
        ngettext(
            "“%(what)s”: at most %(at_most)d fits; there are %(number)d.",
            "“%(what)s”: at most %(at_most)d fit; there are %(number)d.",
            facts["at_most"],
        )
        % told
    )


def _field(edition: Edition, case: Case, facts: dict[str, Any]) -> str:
    """What the counted field is called; the rule names its form, or it is a form of this proceeding."""
    forms = [facts["form"]] if "form" in facts else [s.form for s in case.rules.steps if s.form]
    form = next((f for f in forms if edition.forms[f].field(facts["what"])), None)
    return edition.text(("form", form, "field", facts["what"]), language()) if form else facts["what"]


def _few(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return ngettext(
        "%(role)s: %(least)d person is needed, %(number)d named.",
        "%(role)s: %(least)d people are needed, %(number)d named.",
        facts["least"],
    ) % {**facts, "role": _role(edition, facts["role"])}


def _many(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return ngettext(
        "%(role)s: at most %(most)d person, %(number)d named.",
        "%(role)s: at most %(most)d people, %(number)d named.",
        facts["most"],
    ) % {**facts, "role": _role(edition, facts["role"])}


def _too_short(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return (
        ngettext(
            "Write at least %(least)d character; there are %(length)d.",
            "Write at least %(least)d characters; there are %(length)d.",
            facts["least"],
        )
        % facts
    )


def _too_long(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return (
        ngettext(
            "The text has %(length)d character; at most %(most)d fit here. Shorten it.",
            "The text has %(length)d characters; at most %(most)d fit here. Shorten it.",
            facts["length"],
        )
        % facts
    )


def _too_few(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return (
        ngettext(
            "At least %(least)d is needed; there are %(number)d.",
            "At least %(least)d are needed; there are %(number)d.",
            facts["least"],
        )
        % facts
    )


def _too_many(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return (
        ngettext(
            "At most %(most)d fits; there are %(number)d.", "At most %(most)d fit; there are %(number)d.", facts["most"]
        )
        % facts
    )


def _times_most(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return ngettext(
        "“%(step)s” has been done %(most)d time, and that is the most.",
        "“%(step)s” has been done %(most)d times, and that is the most.",
        facts["most"],
    ) % {"step": _step(edition, case, facts["step"]), "most": facts["most"]}


def _times_least(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    return ngettext(
        "“%(step)s” has to be done at least %(least)d time first.",
        "“%(step)s” has to be done at least %(least)d times first.",
        facts["least"],
    ) % {"step": _step(edition, case, facts["step"]), "least": facts["least"]}


def _not_ending(facts: dict[str, Any], edition: Edition, case: Case) -> str:
    if facts["ends"] == date.max:
        return _("The present certificate has no last day, so there is nothing to ask for anew.")
    return _(
        "The present certificate is valid until %(ends)s. The next request can be sent from %(opens)s; it can be written before."
    ) % {"ends": _day(facts["ends"]), "opens": _day(facts["opens"])}


_SENTENCES: dict[str, Any] = {
    "wrong_state": _state,
    "parent_moved": lambda f, e, c: (
        _("The case that this is about has moved on meanwhile: it is now at “%(state)s”. Nothing was changed.")
        % {"state": _parent_state(c)}
    ),
    "closed": lambda f, e, c: _("The case has ended; nothing more can be done in it."),
    "wrong_role": lambda f, e, c: (
        _("This step belongs to: %(roles)s.") % {"roles": ", ".join(_role(e, r) for r in f["roles"])}
    ),
    "unknown_step": lambda f, e, c: _("The proceeding has no such step."),
    "unknown_outcome": lambda f, e, c: _("Choose one of the possible answers."),
    "missing": _missing,
    "too_short": _too_short,
    "too_long": _too_long,
    "too_few": _too_few,
    "too_many": _too_many,
    "too_small": lambda f, e, c: _("The number must be at least %(least)g.") % f,
    "too_large": lambda f, e, c: _("The number must be at most %(most)g.") % f,
    "not_a_choice": lambda f, e, c: _("Choose one of the answers shown."),
    "needs_reason": lambda f, e, c: _("This answer needs a reason."),
    "bad_date": lambda f, e, c: _("“%(value)s” is no date. Write it like 18.03.2026.") % f,
    "bad_number": lambda f, e, c: _("“%(value)s” is no number. Write digits only.") % f,
    "score_share": lambda f, e, c: (
        _("The score is %(share)d%%; %(least)d%% is needed.")
        % {"share": int(f["share"] * 100), "least": round(f["least"] * 100)}
    ),
    "score_each": _nodes,
    "count": _count,
    "times_most": _times_most,
    "times_least": _times_least,
    "term_not_open": lambda f, e, c: (
        _("The term “%(term)s” has passed or never ran.") % {"term": e.text(("term", f["term"]), language())}
    ),
    "term_not_passed": lambda f, e, c: (
        _("The term “%(term)s” runs until %(due)s; wait for its end.")
        % {"term": e.text(("term", f["term"]), language()), "due": _day(f["due"])}
        if f.get("due")
        else _("The term “%(term)s” has not begun to run; it waits for the delivery of a letter.")
        % {"term": e.text(("term", f["term"]), language())}
    ),
    "term_not_running": lambda f, e, c: (
        _("The term “%(term)s” is not running.") % {"term": e.text(("term", f["term"]), language())}
    ),
    "not_declared": lambda f, e, c: (
        _("%(person)s has yet to make a declaration of impartiality.") % {"person": _name(f["person"])}
    ),
    "disclosed_not_allowed": lambda f, e, c: (
        _(
            "%(person)s disclosed a link with the institution; somebody has to allow it with a written reason, or name another person."
        )
        % {"person": _name(f["person"])}
    ),
    "excluded": lambda f, e, c: (
        _("%(person)s is excluded from this case; name another person.") % {"person": _name(f["person"])}
    ),
    "took_part": lambda f, e, c: (
        _("Nobody decides on their own work: you took part in “%(step)s”.")
        % {"step": _step(e, c.parent if f.get("of") == "parent" and c.parent else c, f["step"])}
    ),
    "appointed_few": _few,
    "appointed_many": _many,
    "not_agreed": lambda f, e, c: (
        _("Not everybody has agreed to this text yet. Waiting for: %(people)s.") % {"people": _names(f["people"])}
    ),
    "certificate_not_in_force": lambda f, e, c: _("The certificate is not in force."),
    "certificate_overlaps": lambda f, e, c: _(
        "In these years the holder has another certificate of the same scheme. Correct the dates."
    ),
    "certificate_not_suspended": lambda f, e, c: _("The certificate is not suspended."),
    "certificate_not_ending": _not_ending,
    "already_contributed": lambda f, e, c: _("Your part is handed in; it opens when everybody's is."),
    "vote_needed": lambda f, e, c: _("This is decided by a vote: call a sitting."),
    "vote_pending": lambda f, e, c: _("A vote is open; first close it."),
}
