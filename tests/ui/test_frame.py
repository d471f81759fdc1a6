"""The frame of every page: header, languages, footer, errors; and the policy that keeps the page to itself."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from gromada import ui
from gromada.ui import panels
from tests.ui.conftest import templates

TEMPLATES = Path(ui.__file__).parent / "templates"


@pytest.fixture
def shown(client: Client) -> str:
    return client.get("/empty/").content.decode()


def test_the_issuer_stands_before_the_product(shown: str) -> None:
    assert shown.index("Stowarzyszenie CAL</span>") < shown.index(" Gromada</span>")
    assert "<title>Pusto – Stowarzyszenie CAL, Gromada</title>" in shown


def test_a_page_says_its_language_and_where_the_other_one_is(shown: str, client: Client) -> None:
    assert '<html lang="pl">' in shown
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/empty/">' in shown
    assert '<a href="/en/empty/" lang="en" hreflang="en">English</a>' in shown
    english = client.get("/en/empty/?q=a").content.decode()
    assert '<html lang="en">' in english
    assert '<a href="/empty/?q=a" lang="pl" hreflang="pl">Polski</a>' in english


def test_a_page_with_one_address_has_no_switch(client: Client) -> None:
    assert "hreflang" not in client.get("/saving/").content.decode()


def test_the_demonstration_is_marked_on_every_page(shown: str, settings, client: Client) -> None:
    assert "<strong>DEMO</strong>" in shown
    settings.DEMO = False
    assert "DEMO" not in client.get("/empty/").content.decode()


def test_the_frame_stands_with_nothing_lent(settings, client: Client) -> None:
    settings.TEMPLATES = templates("django.template.context_processors.request")
    html = client.get("/empty/").content.decode()
    assert "<title>Pusto – Gromada</title>" in html
    assert "<nav" not in html


def test_navigation_and_account_come_from_above(shown: str) -> None:
    assert '<a href="/do" aria-current="page">Do zrobienia</a>' in shown
    assert 'action="/wyjscie"' in shown and "csrfmiddlewaretoken" in shown, "signing out is a form, not a link"


def test_messages_become_notices() -> None:
    class Message:
        level_tag = "success"

        def __str__(self) -> str:
            return "Zapisano <w> całości"

    html = render_to_string("ui/messages.html", {"messages": [Message()]})
    assert 'data-kind="good"' in html and "Zapisano &lt;w&gt; całości" in html.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("code", "words"), [("404", "Nie ma takiej strony"), ("403", "dla kogoś innego"), ("413", "za duży")]
)
def test_an_error_is_kind_and_has_a_way_out(code: str, words: str) -> None:
    with override("pl"):
        html = render_to_string(f"{code}.html", {}, RequestFactory().get("/x")).replace("\u00a0", " ")
    assert words in html
    assert '<a class="button" href="/">Przejdź na stronę główną</a>' in html


def test_a_fault_of_ours_needs_no_request() -> None:
    with override("pl"):
        html = get_template("500.html").render().replace("\u00a0", " ")
    assert "Coś się u nas zepsuło" in html and "gromada.css" in html


def test_a_page_that_breaks_answers_with_the_kind_page(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "zepsuło" in answer.content.decode()


def test_a_missing_page_answers_with_the_kind_page(client: Client) -> None:
    answer = client.get("/nie-ma")
    assert answer.status_code == 404
    assert "Nie ma takiej strony" in answer.content.decode().replace("\u00a0", " ")


def test_a_stale_form_is_explained(settings) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sent")
    assert answer.status_code == 403
    assert "Formularz czekał" in answer.content.decode().replace("\u00a0", " ")


def test_every_answer_carries_the_policy(client: Client) -> None:
    policy = client.get("/empty/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "data:" not in policy


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_writes_script_or_style_in_place(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|data:\w+/", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))
    assert not re.search(r'(?:href|src|action)="(?:https?:)?//', source), "no request goes to a third party"


def test_the_style_page_is_not_for_the_public(settings, client: Client) -> None:
    assert client.get("/ui/").status_code == 200
    settings.DEMO = False
    assert client.get("/ui/").status_code == 404


@pytest.mark.parametrize("address", ["/ui/", "/en/ui/"])
def test_every_id_on_the_style_page_is_there_once(address: str, client: Client) -> None:
    html = client.get(address).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    named = re.findall(r'(?:aria-describedby|aria-labelledby|aria-controls|for)="([^"]+)"', html)
    assert {one for group in named for one in group.split()} <= set(ids)


def test_rooms_above_lend_panels_in_order() -> None:
    def second(request: object, context: dict) -> str:
        return f"<b>{context['word']}</b>"

    def first(request: object, context: dict) -> str:
        return "1"

    panels.register("test.place", order=20)(second)
    panels.register("test.place", order=10)(first)
    panels.register("test.place", order=10)(first)
    try:
        source = engines["django"].from_string('{% load ui %}{% panels "test.place" %}|{% panels "test.empty" %}')
        assert source.render({"word": "w"}, RequestFactory().get("/")) == "1&lt;b&gt;w&lt;/b&gt;|"
    finally:
        panels.withdraw("test.place", first)
        panels.withdraw("test.place", second)
