"""What was handed in as blocks of text: labels are headings, rows and evidence are lists."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gromada.certification.pages.claims import Claim
from gromada.certification.pages.evidence import Document
from gromada.certification.pages.reading import Chapter, Dossier, Said
from gromada.kit.text import labelled
from gromada.paper.markup import Block, Run


def heading(text: str, level: int) -> Block:
    return Block("heading", (Run(text),), level)


def item(text: str, level: int = 0) -> Block:
    return Block("bullet", (Run(text),), level)


def paragraphs(text: str) -> list[Block]:
    """Somebody's text as it was typed: an empty line parts paragraphs, nothing in it is taken for markup."""
    found = []
    for part in text.replace("\r", "").split("\n\n"):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        runs = tuple(Run(line, end=number < len(lines) - 1) for number, line in enumerate(lines))
        if runs:
            found.append(Block("paragraph", runs))
    return found


def dossier_blocks(dossier: Dossier) -> tuple[list[Block], list[Document]]:
    """The blocks of a form, and every file that it names."""
    found: list[Block] = []
    files: list[Document] = []
    for said in dossier.plain():
        found += [heading(said.label, 1), *_said(said)]
        files += said.files
    for part in dossier.standards:
        if part.name:
            found.append(heading(part.name, 1))
        for chapter in part.chapters:
            made, named = _chapter(chapter, 2 if part.name else 1)
            found += made
            files += named
    return found, files


def _chapter(chapter: Chapter, level: int) -> tuple[list[Block], list[Document]]:
    """What is said under a top node. What nobody answered is named in one line."""
    found = [heading(f"{chapter.code} {chapter.name}".strip(), level)]
    silent = []
    for claim in chapter.lines:
        made = list(_claim(claim))
        if made and claim.id != chapter.id:
            found.append(heading(f"{claim.code} {claim.name}".strip(), level + 1))
        elif not made:
            silent.append(claim.code or claim.name)
        found += made
    if silent:
        found += paragraphs(_("Without an answer: %(places)s.") % {"places": ", ".join(silent)})
    return found, [file for claim in chapter.lines for shown in claim.evidence for file in shown.files]


def _said(said: Said) -> Iterator[Block]:
    if said.text:
        yield from paragraphs(str(said.text))
    for row in said.rows:
        yield item(labelled(zip([column["label"] for column in said.columns], row, strict=False)))
    for file in said.files:
        yield item(file.name)


def _claim(claim: Claim) -> Iterator[Block]:
    if claim.said and claim.said.word:
        yield Block("paragraph", (Run(claim.said.word, bold=True),))
        yield from paragraphs(claim.said.reason)
    yield from paragraphs(claim.story)
    if claim.evidence:
        yield Block("paragraph", (Run(_("Evidence"), italic=True),))
    for shown in claim.evidence:
        line = ", ".join(p for p in (shown.word, shown.more, shown.link) if p)
        yield item(f"{shown.title} ({line})" if line else shown.title)
        if shown.text:
            yield item(" ".join(shown.text.split()), 1)
        for file in shown.files:
            yield item(file.name, 1)
