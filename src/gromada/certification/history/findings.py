"""What is wrong in a file, said so that a person finds the place and knows what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """`line` counts from 1 as a text editor does (0: the whole file); `column` is the name of the column, or ""."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"{self.line}" if self.line else "", self.column) if part)
        return f"{place}: {self.sentence}" if place else self.sentence
