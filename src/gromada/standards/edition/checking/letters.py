"""Letters: to whom, with a text whose first line is the subject and whose facts are known."""

import re

from ..correspondence import Letter
from ..mistakes import nearest, quoted
from .view import View

FACTS = (
    "institution", "person", "case_number", "issuer", "today", "step_day", "came_in_on", "remark_number", "remark_page", "step", "outcome", "clause", "due", "reasons", "form",
    "certificate_name", "certificate_number", "label", "valid_to", "verification", "link", "term",
    "holder", "certificate_page", "successor", "effective_day", "changes", "edition",
)  # fmt: skip
_BRACES = re.compile(r"\{([^{}\n]*)\}")


def check(view: View) -> None:
    _reminders(view)
    for letter in view.edition.letters.values():
        if letter.to != "institution":
            view.known(letter.to, view.edition.roles, view.at("letter", letter.id, "to"), "role")
        _shown_when(view, letter)
        for role in letter.by:
            view.known(role, view.edition.roles, view.at("letter", letter.id, "by"), "role")
        if letter.ahead:
            view.known(letter.ahead, view.edition.letters, view.at("letter", letter.id, "ahead"), "letter")
        name, texts = f"letters/{letter.id}", view.edition.documents
        lacking = [language for language in view.edition.languages if name not in texts.get(language, {})]
        if lacking and name not in view.report.lost:
            files = " and ".join(f"{name}.{language}.md" for language in lacking)
            sentence = f'The letter "{letter.id}" has no text in {quoted(lacking)}: write {files}.'
            languages = ", ".join(lacking)
            view.report.about(letter.id, view.at("letter", letter.id), sentence, "letter_missing", languages=languages)
        for language in view.edition.languages:
            if language not in lacking:
                _text(view, letter, language)


def _shown_when(view: View, letter: Letter) -> None:
    """What the institution may know waits for a letter that comes to it, not for one to somebody else."""
    role = view.edition.roles.get(letter.to)
    if letter.shown_when and role is not None and role.source != "institution":
        sentence = (
            f'The letter "{letter.id}" goes to "{letter.to}", who is not of the institution: leave out shown_when.'
        )
        view.say(view.at("letter", letter.id, "shown_when"), sentence)


def _reminders(view: View) -> None:
    certificate = view.edition.certificate
    if certificate.reminder:
        view.known(
            certificate.reminder,
            view.edition.letters,
            view.at("certificate", "reminders_before_expiry", "letter"),
            "letter",
        )
    moving = view.edition.moving
    for role in moving.by:
        view.known(role, view.edition.roles, view.at("scheme", "moving", "by"), "role")
    if moving.letter:
        view.known(moving.letter, view.edition.letters, view.at("scheme", "moving", "letter"), "letter")
    for term in view.edition.terms.values():
        if term.reminder:
            view.known(term.reminder, view.edition.letters, view.at("term", term.id, "remind", "letter"), "letter")
        if term.extension:
            view.known(term.extension, view.edition.letters, view.at("term", term.id, "extendable", "letter"), "letter")


def _text(view: View, letter: Letter, language: str) -> None:
    name = f"letters/{letter.id}"
    text = view.edition.documents[language][name]
    path = ("documents", language, name)
    if not text.lstrip().startswith("# "):
        sentence = f'The first line of a letter is its subject: begin {name}.{language}.md with "# ".'
        view.say(path, sentence, "letter_without_subject", language=language)
    for fact in dict.fromkeys(_BRACES.findall(text)):
        if fact not in FACTS:
            sentence = f'"{{{fact}}}" is no fact that a letter knows.{nearest(fact, FACTS)}'
            known = ", ".join(f"{{{each}}}" for each in FACTS)
            view.say((*path, fact), sentence, "unknown_fact", fact=f"{{{fact}}}", language=language, known=known)
    if re.search(r"[{}]", _BRACES.sub("", text)):
        sentence = f"A brace stands alone in {name}.{language}.md: a fact is written {{due}}."
        view.say(path, sentence, "brace_alone", language=language)
