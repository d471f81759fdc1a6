"""What the office reads before it merges: candidates, what would go over, what would stay, what stands in the way."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q

from gromada.institutions.merging.actions import moves_between
from gromada.institutions.merging.owned import of_institutions
from gromada.institutions.merging.rules import against_merging
from gromada.institutions.models import Institution, Merge
from gromada.kit.folding import fold
from gromada.kit.refusal import No

MOST = 8


@dataclass(frozen=True)
class Preview:
    moves: list[str]
    stays: list[str]
    obstacles: list[No]


def preview(duplicate: Institution, survivor: Institution) -> Preview:
    words = {owned.label: owned.words for owned in of_institutions() if owned.words}
    found = [move for move in moves_between(duplicate, survivor) if move["what"] in words]
    moves = [words[m["what"]](len(m["rows"])) for m in found if m["rows"]]
    stays = [words[m["what"]](len(m["stay"])) for m in found if m["stay"]]
    return Preview(moves, stays, against_merging(duplicate, survivor))


def likely(institution: Institution) -> list[Institution]:
    """Which may be the same: of one number or of one town, by how alike the names are."""
    same = Q(town__iexact=institution.town)
    for name in ("nip", "regon", "krs"):
        if getattr(institution, name):
            same |= Q(**{name: getattr(institution, name)})
    rows = Institution.objects.filter(same, merged_into=None).exclude(pk=institution.pk)
    return sorted(rows, key=lambda one: -_alike(one, institution))[:MOST]


def _alike(one: Institution, other: Institution) -> float:
    return SequenceMatcher(None, fold(one.name), fold(other.name)).ratio()


def merges_of(institution: Institution) -> list[Merge]:
    """What was merged into it and was not parted since, the latest first."""
    rows = Merge.objects.filter(survivor=institution, undone_at=None)
    return list(rows.select_related("duplicate", "survivor", "by"))


def all_merged_into(institutions: list[Institution]) -> list[Institution]:
    """Every duplicate that has become one of these, at whatever distance."""
    found: list[Institution] = []
    near = list(institutions)
    while near:
        near = list(Institution.objects.filter(merged_into__in=near).order_by("pk"))
        found += near
    return found
