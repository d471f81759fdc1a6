"""Walks every page that somebody can open by links alone, one page for each kind of address, and says what is wrong with each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import ConsoleMessage, Page, Request, Response

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
DESK, NARROW = 1280, 320
# A kind of page is looked at twice by the first who meets it, in both other ways by the second, then once by each, in turn.
LOOKS = [(DESK, "light"), (NARROW, "dark"), (DESK, "dark"), (NARROW, "light")]
# Pages of one kind that differ much by what they are about; of the rest one is enough.
SEVERAL = {"certification:case": 12, "register:holder": 3, "register:answer": 3}
AXE = """rules => axe.run(rules).then(({violations}) =>
  violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))"""
MEASURES = """() => ({
  title: document.title.trim(),
  headings: document.querySelectorAll('h1').length,
  sideways: document.documentElement.scrollWidth - window.innerWidth,
  under: Math.round(document.documentElement.scrollHeight - Math.max(window.innerHeight,
    (document.querySelector('.footer') || document.body).getBoundingClientRect().bottom + window.scrollY)),
})"""


@dataclass
class Crawl:
    """One person's walk. `pages` are the addresses that were looked at, `looks` how many times, `faults` sentences.

    `looked` counts the looks at each kind of page and is shared by the walks of several people; without it every page is
    looked at in all the ways. `met` is shared likewise: the names of the addresses at which somebody looked. `language` ("pl", "en") keeps the walk in one; empty: in both. `apart` are the
    rooms ("register") whose pages are left to others.
    """

    page: Page
    site: str
    language: str = ""
    looked: Counter[tuple[str, ...]] | None = None
    apart: tuple[str, ...] = ()
    met: set[str] = field(default_factory=set)
    pages: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    looks: int = 0
    faults: list[str] = field(default_factory=list)
    _met: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._fault(f"script: {error}"))
        self.page.on("request", self._see)

    def walk(self, *starts: str) -> "Crawl":
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            if not self._is_new(path):
                continue
            waiting += self._visit(path)
        return self

    def look_at(self, path: str, status: int = 200) -> None:
        """One page, whatever leads to it, which answers with a status of its own."""
        self._judge(self.page.goto(self.site + path), status)

    def look_here(self) -> None:
        """The page that stands in the window: what was sent has led to it."""
        self._judge(None, 0)

    def _is_new(self, path: str) -> bool:
        kind = kind_of(path)
        if self.language not in ("", language_of(path)) or kind[0].partition(":")[0] in self.apart:
            return False
        self._met[kind] += 1
        return self._met[kind] <= SEVERAL.get(kind[0], 1)

    def _visit(self, path: str) -> list[str]:
        if "." in urlsplit(path).path.rsplit("/", 1)[-1]:
            return self._fetch(path)
        answer = self.page.goto(self.site + path)
        if urlsplit(self.page.url).path in self.pages:
            return []  # led to a page that was looked at
        self._judge(answer, 200)
        return list(self._links())

    def _fetch(self, path: str) -> list[str]:
        """A file is only asked for."""
        answer = self.page.request.get(self.site + path)
        self.files.append(path)
        if not answer.ok:
            self.faults.append(f"{path}: the file answers {answer.status}")
        return []

    def _judge(self, response: Response | None, status: int) -> None:
        self.pages.append(urlsplit(self.page.url).path)
        self.met.add(kind_of(self.pages[-1])[0])
        if status and (response is None or response.status != status):
            self._fault(f"answers {response and response.status}")
        for width in (NARROW, DESK):
            self.page.set_viewport_size({"width": width, "height": 900})
            self._measure(width)
        for width, scheme in self._looks():
            self.page.set_viewport_size({"width": width, "height": 900})
            # Without movement: a colour on its way to another would be judged half-way.
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self._axe(f"{width} px, {scheme}")

    def _looks(self) -> list[tuple[int, str]]:
        if self.looked is None:
            return LOOKS
        kind = kind_of(urlsplit(self.page.url).path)
        done = self.looked[kind]
        number = 2 if done < len(LOOKS) else 1
        self.looked[kind] += number
        return [LOOKS[n % len(LOOKS)] for n in range(done, done + number)]

    def _measure(self, width: int) -> None:
        found = self.page.evaluate(MEASURES)
        if not found["title"] or found["headings"] != 1:
            self._fault(f"title “{found['title']}”, headings of the first level: {found['headings']}")
        if found["sideways"] > 0:
            self._fault(f"scrolls sideways by {found['sideways']} at {width} px")
        if found["under"] > 1:
            self._fault(f"{found['under']} px of nothing under the footer at {width} px")

    def _axe(self, look: str) -> None:
        self.looks += 1
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        for rule, nodes in self.page.evaluate(AXE, RULES):
            self._fault(f"{look}: {rule}, {nodes}")

    def _links(self) -> Iterator[str]:
        for address in self.page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)"):
            plain = urldefrag(address).url
            if plain.startswith(f"{self.site}/"):
                yield plain.removeprefix(self.site)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._fault(f"the console says: {message.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self._fault(f"asks another host: {request.url}")

    def _fault(self, sentence: str) -> None:
        self.faults.append(f"{urlsplit(self.page.url).path}: {sentence}")


def kind_of(path: str) -> tuple[str, ...]:
    """What makes two addresses one kind: the view, the step, how deep in the standards, the language, the names of a query."""
    parts = urlsplit(path)
    language = language_of(path)
    with translation.override(language):
        try:
            found = resolve(parts.path)
        except Resolver404:
            return ("unknown", parts.path)
    step, node = str(found.kwargs.get("step", "")), str(found.kwargs.get("node", ""))
    asked = sorted({name for name, value in parse_qsl(parts.query) if value})
    return (found.view_name, step, str(len(node.split("."))) if node else "", language, *asked)


def language_of(path: str) -> str:
    return "en" if path.startswith("/en/") else "pl"
