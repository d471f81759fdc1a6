"""Cases in which something is newer than the reader's last look: what, in words. A handful of queries, however many."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from gromada.certification.pages.news import News, looked_at, news_of
from gromada.desk.queries.tasks import cases_of, where
from gromada.people.models import Person

MOST = 20


@dataclass(frozen=True)
class Newer:
    where: str
    url: str
    words: str


def newer_for(person: Person) -> list[Newer]:
    cases = list(cases_of(person))
    news = news_of(person, cases, looked_at(person, cases))
    found = [case for case in cases if case.pk in news]
    return [
        Newer(where(case), reverse("certification:case", args=[case.uid]), in_words(news[case.pk])) for case in found
    ][:MOST]


def in_words(news: News) -> str:
    said = [
        (news.steps, ngettext("%(n)d step", "%(n)d steps", news.steps)),
        (news.letters, ngettext("%(n)d letter", "%(n)d letters", news.letters)),
        (news.answers, ngettext("%(n)d answer", "%(n)d answers", news.answers)),
        (news.evidence, ngettext("%(n)d piece of evidence", "%(n)d pieces of evidence", news.evidence)),
    ]
    return ", ".join(words % {"n": count} for count, words in said if count)
