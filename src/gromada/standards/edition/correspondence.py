"""What an edition says of its letters, and of moving a case into it, which a letter tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """A letter or receipt. Its texts are files per language; `alone` marks those that go by themselves.

    `shown_when`: the institution sees the step of this letter only once it was "sent", or "delivered"; "": at once.
    `ahead`: the letter whose text is used instead while the day from which the step counts lies ahead.
    `by`: it is prepared only for a step taken in one of these roles; none: in any.
    """

    id: str
    to: str = "institution"  # "institution", or a role
    alone: bool = False
    shown_when: str = ""
    ahead: str = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moving:
    """Who may move an open case of an earlier edition into this one, and the letter that tells the institution."""

    by: tuple[str, ...] = ()
    letter: str = ""
