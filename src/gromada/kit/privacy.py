"""What each model says about personal data: how long it is kept and which of its fields concern people."""

from dataclasses import dataclass
from enum import StrEnum


class Retention(StrEnum):
    NONE = "none"  # no personal data, kept as long as it is useful
    PUBLIC = "public"  # in the public register for as long as the register exists
    CASE = "case"  # as long as the file of the case
    ACCOUNT = "account"  # as long as the account, then erased
    SHORT = "short"  # days: sign-in links, presence, drafts left aside
    LOG = "log"  # two years (access and change log)


@dataclass(frozen=True)
class Privacy:
    retention: Retention
    personal: tuple[str, ...] = ()
