"""Letters: to whom, with a text whose first line is the subject and whose facts are known."""

import re

from ..mistakes import nearest
from ..model import Letter
from .view import View

FACTS = (
    "institution", "case_number", "issuer", "today", "step", "clause", "due", "reasons", "form",
    "certificate_number", "label", "link",
)  # fmt: skip
_BRACES = re.compile(r"\{([^{}\n]*)\}")


def check(view: View) -> None:
    for letter in view.edition.letters.values():
        if letter.to != "institution":
            view.known(letter.to, view.edition.roles, view.at("letter", letter.id, "to"), "role")
        for language in view.edition.languages:
            _text(view, letter, language)


def _text(view: View, letter: Letter, language: str) -> None:
    name = f"letters/{letter.id}"
    text = view.edition.documents.get(language, {}).get(name)
    path = ("documents", language, name)
    if text is None:
        if name not in view.report.lost:
            sentence = f'The letter "{letter.id}" has no text in "{language}": write the file {name}.{language}.md.'
            view.report.about(letter.id, view.at("letter", letter.id), sentence)
        return
    if not text.lstrip().startswith("# "):
        view.say(path, f'The first line of a letter is its subject: begin {name}.{language}.md with "# ".')
    for fact in dict.fromkeys(_BRACES.findall(text)):
        if fact not in FACTS:
            view.say((*path, fact), f'"{{{fact}}}" is no fact that a letter knows.{nearest(fact, FACTS)}')
    if re.search(r"[{}]", _BRACES.sub("", text)):
        view.say(path, f"A brace stands alone in {name}.{language}.md: a fact is written {{due}}.")
