"""The Polish catalogues, one an app, without gettext's programs: extract, check, compile, merge.

python scripts/messages.py extract    prints every English message with the places where it stands
python scripts/messages.py check      names what is missing, obsolete, fuzzy or wrong; 1 if there is anything
python scripts/messages.py compile    writes the .mo files that Django reads, where the .po is newer
python scripts/messages.py merge      brings each .po to the messages of its app, in one settled form
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "gromada"
LANGUAGE = "pl"
# Polish plurals as gettext counts them, and as Django's own catalogue does (a fourth form, for fractions).
FORMS = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
DJANGO_FORMS = (
    "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && n%10<=1)"
    " || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);"
)
COUNT = {FORMS: 3, DJANGO_FORMS: 4}
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": LANGUAGE,
    "Plural-Forms": FORMS,
}
# Where in a call the context, the message and its plural stand.
CALLS = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_NAMES = {"gettext_noop": "gettext"} | {name + end: name for name in CALLS for end in ("", "_lazy")}
_LITERAL = r"""[uU]?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_TEMPLATE_CALL = re.compile(rf"\b(npgettext|pgettext|ngettext|gettext|_)\s*\(\s*((?:{_LITERAL}\s*,?\s*)+)")
_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str | None, str]  # context and message


@dataclass
class Message:
    context: str | None
    text: str
    plural: str | None = None
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.text


@dataclass
class Catalogue:
    """One room's messages: what its code says and what its .po translates."""

    room: str
    messages: dict[Key, Message]
    mistakes: list[str]

    @property
    def path(self) -> Path:
        return SOURCE / self.room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def catalogues() -> list[Catalogue]:
    return [_extract(folder) for folder in sorted(SOURCE.iterdir()) if folder.is_dir() and folder.name != "__pycache__"]


def _extract(room: Path) -> Catalogue:
    found = Catalogue(room.name, {}, [])
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        if "migrations" in path.parts or ("templates" not in path.parts and path.suffix != ".py"):
            continue
        of_file = _python(path, found) if path.suffix == ".py" else _template(path)
        for message in of_file:
            known = found.messages.setdefault(message.key, message)
            if known is not message:
                known.places += message.places
                known.plural = known.plural or message.plural
    return found


def _python(path: Path, found: Catalogue) -> Iterator[Message]:
    place = path.relative_to(SOURCE.parent.parent)
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    imported = _imported(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            called = node.func.attr if node.func.attr != "_" else ""
        else:
            called = imported.get(getattr(node.func, "id", ""), "")
        if called not in _NAMES:
            continue
        words = [
            arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None for arg in node.args
        ]
        message = _message(_NAMES[called], words, f"{place}:{node.lineno}")
        if message:
            yield message
        else:
            found.mistakes.append(
                f"{place}:{node.lineno}: {called}(…) wants a plain text, so that it can be found and translated"
            )


def _imported(tree: ast.Module) -> dict[str, str]:
    """Under which names a module knows Django's functions (`gettext as _`)."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }


def _template(path: Path) -> Iterator[Message]:
    place = path.relative_to(SOURCE.parent.parent)
    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call in _TEMPLATE_CALL.finditer(calls):
        words: list[str | None] = [ast.literal_eval(literal) for literal in re.findall(_LITERAL, call.group(2))]
        message = _message(
            "gettext" if call.group(1) == "_" else call.group(1),
            words,
            f"{place}:{calls.count(chr(10), 0, call.start()) + 1}",
        )
        if message:
            yield message


def _message(call: str, words: list[str | None], place: str) -> Message | None:
    context, text, plural = CALLS[call]
    wanted = [position for position in (context, text, plural) if position is not None]
    if len(words) <= max(wanted) or any(words[position] is None for position in wanted):
        return None
    said = words[text]
    assert said is not None
    return Message(
        words[context] if context is not None else None, said, words[plural] if plural is not None else None, [place]
    )


def mistakes(found: list[Catalogue]) -> list[str]:
    """Everything wrong with the catalogues, a sentence each."""
    said: list[str] = []
    elsewhere: dict[Key, tuple[str, object]] = {}
    for catalogue in found:
        said += catalogue.mistakes
        if catalogue.messages or catalogue.path.exists():
            said += _mistakes_of(catalogue, elsewhere)
    return said


def _mistakes_of(catalogue: Catalogue, elsewhere: dict[Key, tuple[str, object]]) -> Iterator[str]:
    place = catalogue.path.relative_to(SOURCE.parent.parent)
    file = _read(catalogue)
    forms = COUNT.get(file.metadata.get("Plural-Forms", ""))
    if forms is None and catalogue.path.exists():
        yield f"{place}: the header must say “Plural-Forms: {FORMS}”"
    written: dict[Key, polib.POEntry] = {}
    for entry in file:
        key = (entry.msgctxt, entry.msgid)
        if entry.obsolete or key not in catalogue.messages:
            yield f"{place}: “{entry.msgid}” is obsolete: nothing in {catalogue.room} says it"
        elif key in written:
            yield f"{place}: “{entry.msgid}” stands twice"
        else:
            written[key] = entry
            yield from (
                f"{place}: “{entry.msgid}” {sentence}"
                for sentence in _wrong_with(entry, catalogue.messages[key], forms or 3)
            )
            yield from _told_otherwise(entry, place, elsewhere)
    for key, message in catalogue.messages.items():
        if key not in written:
            yield f"{place}: “{message.text}” is missing (said in {message.places[0]})"


def _wrong_with(entry: polib.POEntry, message: Message, forms: int) -> Iterator[str]:
    if entry.fuzzy:
        yield "is fuzzy: somebody has to look at it"
    if message.plural and (entry.msgid_plural != message.plural or sorted(entry.msgstr_plural) != [*range(forms)]):
        yield f"needs msgid_plural “{message.plural}” and {forms} Polish forms (1, 2, 5)"
    elif not message.plural and entry.msgid_plural:
        yield "has a plural that the code does not ask for"
    told_forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(form.strip() for form in told_forms):
        yield "has no Polish words"
    allowed = sorted(set(_PLACE.findall(entry.msgid)) | set(_PLACE.findall(entry.msgid_plural or "")))
    for form in told_forms:
        told = sorted(set(_PLACE.findall(form)))
        if form and (told != allowed if not entry.msgid_plural else not set(told) <= set(allowed)):
            yield f"fills in {', '.join(told) or 'nothing'} in Polish and {', '.join(allowed) or 'nothing'} in English"


def _told_otherwise(entry: polib.POEntry, place: Path, elsewhere: dict[Key, tuple[str, object]]) -> Iterator[str]:
    """Django merges all the catalogues: where two rooms translate one message, they must agree or give a context."""
    told = (entry.msgstr, tuple(form for _n, form in sorted(entry.msgstr_plural.items()))[:3])
    other, their = elsewhere.setdefault((entry.msgctxt, entry.msgid), (str(place), told))
    if their != told:
        yield f"{place}: “{entry.msgid}” is translated otherwise in {other}; agree, or use pgettext"


def _read(catalogue: Catalogue) -> polib.POFile:
    return polib.pofile(str(catalogue.path)) if catalogue.path.exists() else polib.POFile()


def merge(catalogue: Catalogue) -> bool:
    """Writes the .po anew: what is translated stays, what is new waits with empty words, what is gone is gone."""
    present = _read(catalogue)
    old = {(entry.msgctxt, entry.msgid): entry for entry in present}
    if not catalogue.messages and not old:
        return False
    file = polib.POFile(wrapwidth=120)
    file.header = present.header
    forms = present.metadata.get("Plural-Forms", "")
    file.metadata = HEADER | {"Plural-Forms": forms if forms in COUNT else FORMS}
    for key in sorted(catalogue.messages, key=lambda key: (key[1].casefold(), key[1], key[0] or "")):
        message, before = catalogue.messages[key], old.get(key)
        entry = polib.POEntry(msgid=message.text, msgctxt=message.context, comment=before.comment if before else "")
        entry.flags = [flag for flag in (before.flags if before else []) if flag == "fuzzy"]
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = {
                n: (before.msgstr_plural.get(n, "") if before else "")
                for n in range(COUNT[file.metadata["Plural-Forms"]])
            }
        else:
            entry.msgstr = before.msgstr if before else ""
        file.append(entry)
    catalogue.path.parent.mkdir(parents=True, exist_ok=True)
    text = str(file).rstrip() + "\n"
    if catalogue.path.exists() and catalogue.path.read_text(encoding="utf-8") == text:
        return False
    catalogue.path.write_text(text, encoding="utf-8")
    return True


def compile_all() -> int:
    """How many .mo files were written."""
    written = 0
    for path in sorted(SOURCE.rglob(f"locale/{LANGUAGE}/LC_MESSAGES/*.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            written += 1
    return written


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["extract", "check", "compile", "merge"])
    parser.add_argument("rooms", nargs="*", help="only these rooms (folders of src/gromada)")
    asked = parser.parse_args()
    if asked.do == "compile":
        compile_all()
        return 0
    settings.configure()  # templatize looks at the settings; it needs none of ours
    found = [catalogue for catalogue in catalogues() if not asked.rooms or catalogue.room in asked.rooms]
    if asked.do == "extract":
        for catalogue in found:
            for message in catalogue.messages.values():
                print(f"{catalogue.room}\t{message.text!r}\t{' '.join(message.places)}")
        return 0
    if asked.do == "merge":
        for catalogue in found:
            if merge(catalogue):
                print(f"written: {catalogue.path.relative_to(SOURCE.parent.parent)}")
        return 0
    wrong = mistakes(found)
    for sentence in wrong:
        print(sentence)
    said = sum(len(catalogue.messages) for catalogue in found)
    print(f"{said} messages in {sum(bool(c.messages) for c in found)} rooms, {len(wrong)} mistakes")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
