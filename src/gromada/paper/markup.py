"""Markdown of a letter as plain blocks, which Word and typst set each in their own way. No Django here."""

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_ADDRESS = re.compile(r"https?://[^\s<>\"„”]+[^\s<>\"„”.,;:!?)]")


@dataclass(frozen=True)
class Run:
    """Text of one look. `link` is where it leads, "" for none; `end` is a line that ends after it."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    end: bool = False


@dataclass(frozen=True)
class Block:
    """`kind`: heading, paragraph, bullet, number. `level`: of a heading from 1, of a list's item from 0; `first` begins a list."""

    kind: str
    runs: tuple[Run, ...]
    level: int = 0
    first: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text + ("\n" if run.end else "") for run in self.runs)


def blocks(markdown: str) -> list[Block]:
    """The letter's blocks in order. A paragraph that is nothing but bold is the heading that its writer meant."""
    found: list[Block] = []
    lists: list[Token] = []
    level, fresh = 0, False
    for token in _MARKDOWN.parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
            fresh = True
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline":
            found.append(_block(_runs(token.children or []), lists, level, fresh))
            fresh = False
        elif token.type in ("code_block", "fence"):  # an indented line of somebody's text, never code
            found.append(Block("paragraph", _linked(Run(token.content.strip()))))
    return stepped([block for block in found if block.text.strip()])


def stepped(found: list[Block]) -> list[Block]:
    """No heading skips a level, as readers by ear need and PDF/UA asks."""
    made, above = [], 0
    for block in found:
        if block.kind == "heading":
            above = min(block.level, above + 1)
            block = replace(block, level=above)
        made.append(block)
    return made


def as_data(found: list[Block]) -> list[dict[str, Any]]:
    return [asdict(block) for block in found]


def _block(runs: tuple[Run, ...], lists: list[Token], level: int, fresh: bool) -> Block:
    if level:
        return Block("heading", runs, max(1, level - 1))
    if lists:
        kind = "number" if lists[-1].type == "ordered_list_open" else "bullet"
        return Block(kind, runs, len(lists) - 1, fresh)
    if runs and all(run.bold and not run.link for run in runs) and not runs[-1].text.endswith((".", ":")):
        return Block("heading", tuple(replace(run, bold=False) for run in runs), 1)
    return Block("paragraph", runs)


def _runs(tokens: list[Token]) -> tuple[Run, ...]:
    found: list[Run] = []
    look = Run("")
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            look = replace(look, bold=token.type == "strong_open")
        elif token.type in ("em_open", "em_close"):
            look = replace(look, italic=token.type == "em_open")
        elif token.type == "link_open":
            look = replace(look, link=str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            look = replace(look, link="")
        elif token.type in ("softbreak", "hardbreak"):
            found.append(Run("", end=True))
        elif token.content:
            found += _linked(replace(look, text=token.content))
    return tuple(found)


def _linked(run: Run) -> tuple[Run, ...]:
    """An address that stands bare in the text leads somewhere, too."""
    if run.link:
        return (run if run.link.startswith(("https://", "http://", "mailto:")) else replace(run, link=""),)
    found, at = [], 0
    for address in _ADDRESS.finditer(run.text):
        found += [replace(run, text=run.text[at : address.start()]), replace(run, text=address[0], link=address[0])]
        at = address.end()
    return tuple(r for r in (*found, replace(run, text=run.text[at:])) if r.text)
