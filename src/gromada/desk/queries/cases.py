"""All the cases that a person may see: looked for, narrowed, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gromada.certification.models import Case
from gromada.certification.models.sender import key_typed
from gromada.certification.pages.case import CasePage
from gromada.certification.pages.news import looked_at, news_of
from gromada.certification.queries.roles import Standing
from gromada.certification.sentences import language
from gromada.desk.queries.tasks import cases_of
from gromada.kit import clock
from gromada.kit.folding import fold_words
from gromada.people.models import Person
from gromada.people.queries import several_issuers, short_name
from gromada.standards.models import Edition

PER_PAGE = 50
WHICH: Mapping[str, str | Promise] = {
    "": _("all cases"),
    "open": _("open cases"),
    "late": _("cases after a deadline"),
    "ended": _("ended cases"),
}


@dataclass(frozen=True)
class Sought:
    """What is looked for among the cases. Words that nothing has find nothing; a choice that is none is left out."""

    text: str = ""
    which: str = ""
    proceeding: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Sought":
        which = query.get("which", "")
        text = " ".join(query.get("q", "").replace("\x00", " ").split())[:120]
        return cls(text, which if which in WHICH else "", query.get("proceeding", "")[:120])

    def within(self, cases: "QuerySet[Case]") -> "QuerySet[Case]":
        if key := key_typed(self.text):  # somebody rings and says the number of their remark
            return cases.filter(sender__key=key)
        words = Q()
        for word in fold_words(self.text).split():
            words &= Q(institution__folded__contains=word) | Q(number__icontains=word)
        if words:
            cases = cases.filter(words | Q(certificate__number__iexact=self.text))
        if self.proceeding:
            scheme, _dot, proceeding = self.proceeding.rpartition(".")
            cases = cases.filter(proceeding=proceeding, **({"edition__scheme": scheme} if scheme else {}))
        if self.which == "late":
            cases = cases.filter(
                terms__met_on__isnull=True, terms__due_on__lt=clock.today(), closed_on__isnull=True
            ).distinct()
        if self.which in ("open", "ended"):
            cases = cases.filter(closed_on__isnull=self.which == "open")
        return cases


def found_cases(person: Person, sought: Sought, page: str) -> "Page[Case]":
    """Open ones first, the newest of them first. Two queries, however many there are."""
    rows = sought.within(cases_of(person))
    ordered = rows.order_by(F("closed_on").asc(nulls_first=True), "-opened_on", "-begun_at", "pk")
    return Paginator(ordered, PER_PAGE).get_page(page)


def proceedings_of(person: Person) -> list[tuple[str, str]]:
    """The proceedings of the cases that the person sees, by name, for narrowing; of several schemes each by its own name."""
    seen: dict[str, str] = {}
    rows = Case.objects.visible_to(person).order_by().values_list("edition", "proceeding").distinct()
    editions = Edition.objects.in_bulk({edition for edition, _proceeding in rows})
    several = len({row.scheme for row in editions.values()}) > 1
    for edition, proceeding in rows:
        built = editions[edition].built
        name = built.text(("proceeding", proceeding), language())
        if several:
            seen.setdefault(f"{built.scheme}.{proceeding}", f"{built.text(('scheme',), language())}: {name}")
        else:
            seen.setdefault(proceeding, name)
    return sorted(seen.items(), key=lambda item: item[1])


def lines(person: Person, cases: "Page[Case]") -> list[dict[str, Any]]:
    """Each case with its place on the road."""
    found = []
    standing = Standing(person)
    shown = list(cases)
    news = news_of(person, shown, looked_at(person, shown), standing)
    for case in shown:
        page = CasePage(case, person, standing)
        road = page.road
        here = next((i for i, s in enumerate(road) if s["state"] == "now"), len(road) - 1)
        turn = page.turn
        found.append({
            "case": case, "news": news.get(case.pk), "issuer": short_name(case.issuer_id) if several_issuers() else "", "url": reverse("certification:case", args=[case.uid]), "state": page.state_text(), "position": here + 1,
            "of": len(road), "who": turn.who, "mine": turn.mine, "due": turn.due, "ended": turn.ended, "proceeding": page.proceeding_text(),
            "late": bool(turn.due and turn.due < clock.today() and not turn.ended),
        })  # fmt: skip
    return found
