"""Why a step may not be taken, as a page shows it: a sentence, its clause, and links to the places where it can be mended."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.models import Case
from gromada.certification.pages.case import mended_on_page
from gromada.certification.pages.places import Places
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.sentences import no
from gromada.kit.refusal import No

SHOWN = 12  # places that are named one by one
# What other people have to do first, or time has to bring, keeps the button greyed, although the page of the step is the place for it.
OF_OTHERS = frozenset({"not_agreed", "vote_needed", "vote_pending", "certificate_not_ending"})


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Obstacle:
    sentence: str
    clause: str = ""
    links: tuple[Link, ...] = ()
    more: str = ""  # how many places are not named
    here: bool = False  # mended by filling in this very form

    @property
    def opening(self) -> str:
        """The sentence as it stands before its clause: "A refusal needs written reasons – pkt 8."."""
        return self.sentence.removesuffix(".") if self.clause else self.sentence


def obstacles(
    case: Case, reasons: Iterable[Reason], places: Places | None, on_page: Collection[str] = ()
) -> list[Obstacle]:
    return [_obstacle(case, reason, places, on_page) for reason in reasons]


def of_refusal(
    case: Case, said: Iterable[No], reasons: Iterable[Reason], places: Places | None, on_page: Collection[str] = ()
) -> list[Obstacle]:
    """The sentences of a refusal; `reasons`, asked again, lend the places to those that they explain."""
    known = {no(reason, case).sentence: reason for reason in reasons}
    found = []
    for each in said:
        reason = known.get(each.sentence)
        if reason:
            found.append(_obstacle(case, reason, places, on_page))
        else:
            found.append(Obstacle(each.sentence, each.clause, _links([each.where], places, on_page)))
    return found


def _obstacle(case: Case, reason: Reason, places: Places | None, on_page: Collection[str]) -> Obstacle:
    said = no(reason, case)
    own = bool(places) and reason.facts.get("form", places.form.id if places else "") == (
        places.form.id if places else ""
    )
    paths = (reason.paths or _naming(reason, places)) if own else ()
    rest = len(paths) - SHOWN
    more = ngettext("and %(number)d more", "and %(number)d more", rest) % {"number": rest} if rest > 0 else ""
    links = _links(paths[:SHOWN], places, on_page) or _elsewhere(case, reason)
    here = own and reason.code not in OF_OTHERS and mended_on_page(reason, places.form.id if places else "")
    return Obstacle(said.sentence, said.clause, links, more, here)


def _naming(reason: Reason, places: Places | None) -> tuple[str, ...]:
    """The field in which somebody is named for the role that a reason is about."""
    role = reason.facts.get("role")
    return tuple(f.id for f in places.form.fields if f.role == role) if role and places else ()


def _links(paths: Iterable[str], places: Places | None, on_page: Collection[str]) -> tuple[Link, ...]:
    if places is None:
        return ()
    return tuple(Link(places.label(p), places.url(p, on_page)) for p in paths if places.field(p))


def _elsewhere(case: Case, reason: Reason) -> tuple[Link, ...]:
    """A way to the page of the case where what is missing stands outside of the form."""
    if reason.code in ("not_declared", "disclosed_not_allowed", "excluded"):
        return (Link(_("People and their declarations"), reverse("certification:case", args=[case.uid]) + "#people"),)
    if reason.code in ("not_agreed", "already_contributed"):
        return ()
    if reason.code in ("term_not_open", "term_not_passed", "term_not_running"):
        return (Link(_("Letters and terms"), reverse("certification:case", args=[case.uid]) + "#letters"),)
    return ()
