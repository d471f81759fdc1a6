"""A person at a browser without JavaScript: opens pages, reads them, fills in what stands there, presses what can be pressed.

    head = Browser(world.head)
    page = head.visit("/pulpit/").follow("Rozpocznij zgłoszenie")
    page.form("Zacznij pisać").fill({"Załącznik merytoryczny": "Model OSL"}).submit()

What is sent is what a browser would send: hidden fields, the CSRF token (it is enforced), only chosen boxes, ends of lines as CRLF.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from lxml import html

from gromada.people.models import Person
from tests.builders.signing import signed_in
from tests.journeys.forms import Filled
from tests.journeys.words import folded, read


class Browser:
    """One person's browser; without a person, a visitor's."""

    def __init__(self, who: Person | None = None, **headers: str) -> None:
        self.client = Client(enforce_csrf_checks=True, headers=headers)
        self.who = who
        self.token = ""  # of a page that was opened, for what its scripts send
        if who:
            signed_in(who, self.client)

    def visit(self, url: str, status: int = 200) -> "Page":
        return Page(self, self.client.get(url, follow=True)).answers(status)

    def raw(self, url: str, **rest: Any) -> Any:
        """An answer that is no page: a PDF, a CSV, JSON."""
        return self.client.get(url, **rest)


class Page:
    def __init__(self, browser: Browser, response: Any) -> None:
        self.browser, self.response = browser, response
        chain = getattr(response, "redirect_chain", None)
        self.url = chain[-1][0] if chain else response.request["PATH_INFO"]
        query = response.request.get("QUERY_STRING", "")
        self.base = self.url if chain else f"{self.url}?{query}" if query else self.url
        self.html = response.content.decode(response.charset or "utf-8")
        self.doc = html.fromstring(self.html or "<p></p>")

    # Reading.

    @cached_property
    def text(self) -> str:
        return read(html.fromstring(self.html or "<p></p>"))

    def answers(self, status: int) -> "Page":
        assert self.response.status_code == status, (
            f"{self.base} answered {self.response.status_code}: {self.text[:3000]}"
        )
        return self

    def sees(self, *sentences: str) -> "Page":
        for sentence in sentences:
            assert folded(sentence) in self.text, f"“{sentence}” does not stand on {self.base}:\n{self.text[:6000]}"
        return self

    def misses(self, *sentences: str) -> "Page":
        for sentence in sentences:
            assert folded(sentence) not in self.text, f"“{sentence}” stands on {self.base}:\n{self.text[:6000]}"
        return self

    def all(self, path: str) -> list[Any]:
        """Elements by XPath."""
        return self.doc.xpath(path)

    # Going on.

    def link(self, text: str) -> str:
        """The address of the first link that says this: exactly, else as a part of what it says."""
        links = [(folded(a.text_content()), a.get("href")) for a in self.doc.xpath("//a[@href]")]
        fits = [url for said, url in links if said == folded(text)] or [
            url for said, url in links if folded(text) in said
        ]
        assert fits, f"no link “{text}” on {self.base}: {[said for said, _url in links]}"
        return urljoin(self.url, fits[0])

    def follow(self, text: str, status: int = 200) -> "Page":
        return self.browser.visit(self.link(text), status)

    def again(self) -> "Page":
        return self.browser.visit(self.url)

    def offers(self, which: str) -> bool:
        """Whether a button of this text or name can be pressed, or a link of this text followed."""
        said = folded(which)
        buttons = [b for f in self.doc.xpath("//form") for b in Filled(self, f).buttons if not b.greyed]
        return any(said in (b.name.removeprefix("-"), b.text) or said in b.text for b in buttons) or any(
            said in folded(a.text_content()) for a in self.doc.xpath("//a[@href]")
        )

    def form(self, which: str = "") -> Filled:
        """The form with a button of this text or name; without a word, the one with the most controls."""
        forms = [Filled(self, f) for f in self.doc.xpath("//form")]
        if not which:
            return max((f for f in forms if f.method == "post"), key=lambda f: len(f.controls))
        fits = [f for f in forms if f.button(which, exact=True)] or [f for f in forms if f.button(which)]
        assert fits, (
            f"no button “{which}” on {self.base}: {[[b.text or b.name for b in f.buttons] for f in forms]}\n{self.text[:3000]}"
        )
        fits[0].pressed = fits[0].button(which, exact=True) or fits[0].button(which)
        return fits[0]

    def press(self, button: str, typed: Mapping[str, Any] | None = None, status: int = 200, **named: Any) -> "Page":
        """Fills in the form of a button and presses it."""
        return self.form(button).fill({**(typed or {}), **named}).submit(status=status)

    def send(self, form: Filled, status: int) -> "Page":
        address = urljoin(self.base, form.action) if form.action else self.base
        parts = urlsplit(address)
        assert not parts.netloc, f"a form sends to another place: {address}"
        client = self.browser.client
        if form.method == "get":
            return Page(self.browser, client.get(parts.path, form.sent(), follow=True)).answers(status)
        return Page(self.browser, client.post(address, form.sent(), follow=True)).answers(status)
