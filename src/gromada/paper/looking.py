"""What a letter should not say, looked for before it goes: reasons to look again, told beside the button."""

import re

from django.utils.translation import gettext as _

from gromada.certification.models import Letter
from gromada.institutions.models import Institution
from gromada.institutions.queries import successor_chain
from gromada.kit.folding import fold_words

SHORTEST = 10  # signs of a name that means one institution and not a word
_POINTS = re.compile(
    r"(?<![\w/.,])\d+(?:[.,]\d+)?(?:\s*/\s*\d+)?\s*(?:pkt|punkt(?:y|ów|u|ach|ami)?|points?)(?!\w)(?!\s*\d)"
)


def concerns(letter: Letter) -> list[str]:
    found = []
    others = other_institutions(letter)
    if others:
        words = _(
            "This letter names another institution: %(names)s. Letters about one institution do not speak of others."
        )
        found.append(words % {"names": ", ".join(others)})
    if speaks_of_points(letter.body):
        found.append(_("The letter speaks of points. A reader learns more from what is good and what to do."))
    return found


def speaks_of_points(text: str) -> bool:
    """ "14 pkt", "7 of 10 points"; "pkt 8" cites the regulations."""
    return bool(_POINTS.search(text.replace("\u00a0", " ")))


def other_institutions(letter: Letter) -> list[str]:
    """Names that stand in the text and belong neither to the institution nor to what it became."""
    own = {i.pk for i in successor_chain(letter.case.institution)}
    mine = fold_words(letter.case.holder)
    said = f" {fold_words(f'{letter.subject} {letter.body}')} "
    names = Institution.objects.exclude(pk__in=own).values_list("name", flat=True).distinct()
    known = {name: fold_words(name) for name in names}
    return sorted(
        n for n, folded in known.items() if len(folded) >= SHORTEST and f" {folded} " in said and folded not in mine
    )
