"""Every component renders what its state says, and escapes what is not its own."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils.translation import override

from gromada import ui
from gromada.ui import icons
from gromada.ui.templatetags.ui import register

EVIL = '<script>alert("x")</script>'
DAY = dt.date(2026, 4, 21)
KEYS = [
    *("label", "url", "note", "name", "date", "what", "where", "near", "do", "do_url", "more", "clause", "clause_url"),
    *("why", "title", "word", "words", "code", "count", "number", "short", "state", "kind", "confirm"),
]


def render(source: str, **context: object) -> str:
    with override("pl"):
        return engines["django"].from_string("{% load ui %}" + source).render(context)


def test_every_tag_and_filter_stands_in_the_catalogue() -> None:
    catalogue = (Path(ui.__file__).parent / "README.md").read_text(encoding="utf-8")
    inside = {"other_languages", "when"}
    missing = [tag for tag in register.tags if f"{{% {tag} " not in catalogue and tag not in inside]
    missing += [name for name in register.filters if f"|{name}" not in catalogue and not name.endswith("_name")]
    assert missing == []


def test_an_icon_is_drawn_where_it_stands_and_is_silent() -> None:
    assert render('{% icon "tick" %}').startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path')


def test_an_unknown_icon_says_which_there_are() -> None:
    with pytest.raises(KeyError, match=r"no icon 'smile'.*tick"):
        render('{% icon "smile" %}')


def test_every_state_and_kind_has_an_icon_that_exists() -> None:
    assert set(icons.STATE_ICONS.values()) | set(icons.KIND_ICONS.values()) <= set(icons.ICONS)


@pytest.mark.parametrize(
    "source",
    [
        "{% chip word word %}",
        "{% notice title=word %}{{ word }}{% endnotice %}",
        "{% crumbs items %}",
        "{% path items label=word %}",
        "{% path_mini 1 2 word %}",
        "{% steps items %}",
        "{% tasks items %}",
        "{% chapters items %}",
        "{% chapter word word note=word %}{{ word }}{% endchapter %}",
        "{% timeline items %}",
        "{% card who=word when=word %}{{ word }}{% endcard %}",
        "{% empty title=word %}{{ word }}{% endempty %}",
        '{% judged "met" word %}',
        "{% rings items %}",
        "{% legend items %}",
        "{% stats items %}",
        "{% evidence items %}",
        "{% table caption=word columns=items %}{% row %}{% rowhead %}{{ word }}{% endrowhead %}"
        "{% cell 0 %}{{ word }}{% endcell %}{% endrow %}{% endtable %}",
        "{% copyable word label=word %}",
        "{% qr word label=word %}",
        '{% verdict "valid" title=word lead=word %}{{ word }}{% endverdict %}',
        "{% checks items %}",
        "{% poland items title=word %}",
        "{% year_axis items title=word caption=word %}",
        "{% progress 1 2 label=word %}",
        "<form {% confirm word %}>",
        "{{ word|typo }}{{ word|partial_date }}",
        "{% autosave url=word presence_url=word %}{{ word }}{% endautosave %}",
    ],
)
def test_nothing_that_people_write_becomes_markup(source: str) -> None:
    item = dict.fromkeys(KEYS, EVIL)
    item |= {"dot": "met", "dots": [{"state": "met"}], "lat": 52.0, "lon": 19.0, "start": 2011, "allowed": True}
    item |= {"method": "post", "fields": {EVIL: EVIL}}
    item["date"] = DAY if "tasks" in source else EVIL
    html = render(source, word=EVIL, items=[item])
    assert "<script" not in html
    assert 'alert("' not in html
    assert "&lt;script&gt;" in html


def test_a_step_that_is_possible_is_a_button_that_goes() -> None:
    html = render("{% steps items %}", items=[{"label": "Otwórz", "url": "/x", "allowed": True, "kind": "main"}])
    assert re.search(r'<a class="button" href="/x" aria-describedby="(why-\w+)">Otwórz</a>', html)


def test_a_step_that_posts_carries_its_fields_and_the_token() -> None:
    item = {"label": "Wyślij", "url": "/x", "allowed": True, "method": "post", "fields": {"a": "1"}, "confirm": "Czy?"}
    html = render("{% steps items %}", items=[item], csrf_token="token-1")
    assert 'value="token-1"' in html
    assert '<input type="hidden" name="a" value="1">' in html
    assert 'data-confirm="Czy?"' in html


def test_a_step_that_is_not_possible_stays_in_reach_and_says_why() -> None:
    item = {"label": "Nie przyznaj", "why": "Odmowa wymaga uzasadnienia.", "clause": "pkt 8 Regulaminu", "url": "/x"}
    html = render("{% steps items %}", items=[item])
    described = re.search(
        r'<button class="button" type="button" aria-disabled="true" aria-describedby="([\w-]+)"', html
    )
    assert described and f'id="{described[1]}"' in html
    assert "uzasadnienia – <span" in html, "the clause closes the sentence"
    assert "/x" not in html, "there is no way around"


def test_the_same_page_comes_out_the_same_twice() -> None:
    items = [{"label": "A", "why": "b"}, {"label": "C", "why": "d"}]
    once, again = render("{% steps items %}", items=items), render("{% steps items %}", items=items)
    assert once == again
    assert len(set(re.findall(r' id="([\w-]+)"', once))) == 2


def test_a_path_says_its_states_in_words_too() -> None:
    steps = [
        {"state": "done", "name": "Zgłoszenie", "date": dt.date(2026, 1, 12)},
        {"state": "skipped", "name": "Wizyta"},
        {"state": "now", "name": "Narada", "note": "do 28 kwietnia"},
        {"state": "ahead", "name": "Wydanie"},
    ]
    html = render("{% path steps %}", steps=steps)
    assert '<time datetime="2026-01-12">12\u00a0stycznia</time>' in html
    assert [word for word in ("zrobione", "pominięte", "przed nami") if word in html.replace("\u00a0", " ")] == [
        "zrobione",
        "pominięte",
        "przed nami",
    ]
    assert html.count('aria-current="step"') == 1


def test_a_folding_table_stays_a_table() -> None:
    source = (
        '{% table caption="Sprawy" columns=columns %}{% row %}{% rowhead %}OPS{% endrowhead %}'
        "{% cell %}a{% endcell %}{% cell 1 %}u nas{% endcell %}{% endrow %}{% endtable %}"
    )
    html = render(source, columns=[{"label": "Instytucja"}, {"label": "Czyj ruch", "short": "Ruch"}])
    for role in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell"):
        assert f'role="{role}"' in html
    assert 'data-label="Ruch"' in html
    assert html.count("data-label") == 1


def test_a_table_of_numbers_scrolls_in_a_box_that_a_keyboard_reaches() -> None:
    row = "{% row %}{% cell 0 %}1{% endcell %}{% endrow %}"
    source = '{% table caption="Liczby" columns=columns kind="scroll" %}' + row + "{% endtable %}"
    html = render(source, columns=[{"label": "Rok", "number": True}])
    assert re.search(r'role="region" aria-labelledby="(table-\w+)" tabindex="0"', html)
    assert '<td class="number">1</td>' in html
    assert 'role="table"' not in html


def test_a_table_without_a_caption_is_a_mistake() -> None:
    with pytest.raises(TemplateSyntaxError, match="table takes caption"):
        render("{% table columns=c %}{% endtable %}")


def test_a_dot_outside_the_vocabulary_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no dot 'blue'"):
        render('{% dot "blue" %}')


def test_a_pager_keeps_the_question() -> None:
    request = RequestFactory().get("/", {"q": "mława", "page": "2"})
    with override("pl"):
        html = (
            engines["django"]
            .from_string("{% load ui %}{% pager page %}")
            .render({"page": Paginator(range(60), 20).page(2)}, request)
        )
    assert 'href="?q=m%C5%82awa&amp;page=1" rel="prev"' in html
    assert 'href="?q=m%C5%82awa&amp;page=3" rel="next"' in html
    assert "Strona 2\u00a0z\u00a03" in html


def test_one_page_needs_no_pager() -> None:
    request = RequestFactory().get("/")
    page = Paginator(range(5), 20).page(1)
    assert engines["django"].from_string("{% load ui %}{% pager page %}").render({"page": page}, request).strip() == ""


def test_a_task_of_today_has_a_leaf_of_the_calendar() -> None:
    html = render("{% task item %}", item={"date": DAY, "what": "Poproś", "url": "/a", "when": "near", "near": "jutro"})
    assert ">21<" in html and ">kwietnia<" in html and ">wtorek<" in html
    assert 'datetime="2026-04-21"' in html
    assert 'data-state="near"' in html
