"""What is wrong in a draft, said in the language of the page: where it is, and what to do. The check itself speaks English, for files."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gromada.standards.edition.mistakes import Problem
from gromada.ui.languages import language_name

# Everything that can go wrong by drafting in the browser; the rest can only be wrong in files.
SENTENCES = {
    "text_missing": _("This text is missing: %(languages)s. Write it."),
    "translation_missing": _("This text is missing: %(languages)s. Write it there too, or take it away in every language."),
    "empty_text": _("This text is empty. Write it, or take it away."),
    "no_text": _("Here a text is needed. Write it."),
    "clause_pattern": _("This is how a clause is cited. It needs {clause} and nothing else in braces, as in “point {clause}”."),
    "letter_missing": _("The letter has no text: %(languages)s. Write it."),
    "letter_without_subject": _("The letter has no subject (%(language)s). Its first line is the subject and begins with “# ”."),
    "unknown_fact": _("A letter cannot fill in %(fact)s (%(language)s). It knows: %(known)s."),
    "brace_alone": _("A brace stands alone (%(language)s). What a letter fills in stands between two: {due}."),
    "named_but_gone": _("“%(name)s” is needed here and is gone. Begin the draft anew."),
    "part_without_standards": _("No standard is left in this part. Add one."),
    "no_standards": _("No standard is left. Add one."),
    "too_deep": _("“%(id)s” stands one level too deep. Drop it and add it one level higher."),
    "not_answered_itself": _("Other indicators stand under “%(id)s”, so it cannot be answered itself. Drop them and add them beside it."),
}  # fmt: skip
IN_FILES = _("This can be mended in the files of the edition only. Begin the draft anew, or ask whoever runs the installation.")  # fmt: skip


def sentence(problem: Problem) -> str:
    return str(SENTENCES.get(problem.code, IN_FILES)) % _in_words(problem.facts)


def _in_words(facts: Mapping[str, str]) -> dict[str, Any]:
    """The codes of languages by their names."""
    said: dict[str, Any] = dict(facts)
    if "language" in facts:
        said["language"] = language_name(facts["language"])
    if "languages" in facts:
        said["languages"] = ", ".join(language_name(code) for code in facts["languages"].split(", "))
    return said
