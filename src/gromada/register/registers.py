"""The registers of an installation: one for each scheme that has certificates or a current edition, and whose each is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from gromada.people.models import Issuer
from gromada.people.queries import issuers
from gromada.register.queries import state
from gromada.register.queries.listing import Summary
from gromada.register.words import Words


@dataclass(frozen=True)
class Register:
    """`count`: institutions and units with a certificate of the scheme."""

    scheme: str
    name: str
    issuer: str
    about: str
    url: str
    count: int
    is_open: bool = False


def schemes(words: Words) -> list[str]:
    """The schemes of the house in the order in which they were loaded."""
    return list(dict.fromkeys(key for what, key in state.words(words.mark) if what == "scheme"))


def registers(summary: Summary, words: Words, here: str = "") -> list[Register]:
    """To choose from; empty where there is one scheme, for then there is nothing to choose."""
    known = schemes(words)
    if len(known) < 2:
        return []
    counts = summary.facets["scheme"]
    return [
        Register(
            scheme,
            words.of("scheme", scheme),
            words.of("issuer", words.of("scheme_issuer", scheme)),
            words.of("about", scheme) if ("about", scheme) in state.words(words.mark) else "",
            f"{reverse('register:list')}?scheme={scheme}",
            counts.get(scheme, 0),
            scheme == here,
        )
        for scheme in known
    ]


def abouts(words: Words, scheme: str = "") -> Sequence[str]:
    """What the schemes say of themselves; the one scheme, where one is asked for."""
    if not scheme:
        return words.all("about")
    return [words.of("about", scheme)] if ("about", scheme) in state.words(words.mark) else []


def issuer_of_scheme(scheme: str, words: Words) -> Issuer | None:
    return issuer_called(words.of("scheme_issuer", scheme)) if scheme else None


def issuer_called(slug: str) -> Issuer | None:
    return next((issuer for issuer in issuers() if issuer.slug == slug), None)
