"""The labels of editions in the language of the page."""

from dataclasses import dataclass

from django.utils.translation import get_language

from gromada.register.queries import state


@dataclass(frozen=True)
class Words:
    mark: str
    language: str

    def of(self, what: str, key: str) -> str:
        return state.word(self.mark, what, key, self.language)

    def clause(self, edition: str, clause: str) -> str:
        """A clause as its edition cites it; a setting of practice cites nothing."""
        return "" if clause in ("", "P") else self.of("clause", edition).format(clause=clause)

    def all(self, what: str) -> list[str]:
        """Every label of a sort, one for each key."""
        keys = dict.fromkeys(key for sort, key in state.words(self.mark) if sort == what)
        return [text for key in keys if (text := self.of(what, key))]


def words_now() -> Words:
    return Words(state.now().mark, get_language() or "")
