"""What an application says, as words for a package; and what two of its versions say differently, place by place."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from gromada.certification.actions.attaching import files_in
from gromada.certification.actions.evidence import snapshot_of
from gromada.certification.models import Case
from gromada.certification.pages.places import Places, title
from gromada.certification.proceeding.paths import kind_of
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.wording import value_text
from gromada.certification.sentences import language
from gromada.paper.models import Package
from gromada.standards.edition.model import Form, Step
from gromada.ui.typography import bind, longdate


@dataclass(frozen=True)
class Line:
    label: str
    text: str
    level: int = 1  # under the title


@dataclass(frozen=True)
class Said:
    """Every word of a package. The template (typst/package.typ) reads these names and knows nothing else."""

    language: str
    title: str
    holder: str
    lead: str
    code: str
    version_line: str
    lines: tuple[Line, ...]
    files_title: str
    files: tuple[str, ...]
    no_files: str
    sign_title: str
    sign_text: str
    sign_name: str
    sign_day: str
    page_word: str
    qr_alt: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def content_of(case: Case, form: Form) -> dict[str, Any]:
    """What a package holds now: the answers and the evidence, with a digest of every file."""
    held = {path: value for path, value in working_copy(case, form.id).items() if value not in (None, "", [])}
    return {"answers": held, "evidence": snapshot_of(case, form.id)}


def said(package: Package) -> Said:
    case = package.case
    edition, form = case.edition.built, case.edition.built.forms[package.form]
    step = case.rules.step(package.step)
    assert step is not None
    facts = {"number": package.version, "day": longdate(package.at.date()), "code": package.code}
    files = tuple(_files(package.content))
    return Said(
        language=language(), title=edition.text(("form", form.id), language()), holder=bind(case.holder),
        lead=edition.text(("proceeding", case.proceeding), language()), code=package.code,
        version_line=_("Version %(number)s of %(day)s, code %(code)s") % facts, lines=tuple(_lines(case, step, form, package.content)),
        files_title=_("List of attachments"), files=files, no_files="" if files else _("There are no attachments."),
        sign_title=_("Signature"),
        sign_text=_("I sign this application as it stands in this package: version %(number)s, code %(code)s. The code stands on every page.") % facts,
        sign_name=_("Name and function"), sign_day=_("Day and signature"), page_word=_("page"),
        qr_alt=_("QR code with the code of this package: %(code)s") % facts,
    )  # fmt: skip


def _lines(case: Case, step: Step, form: Form, content: Mapping[str, Any]) -> Iterator[Line]:
    places, answers = Places(case, step, form), content["answers"]
    evidence: dict[str, list[str]] = {}
    for row in content["evidence"]:
        evidence.setdefault(row["node"], []).append(_evidence(row))
    for asked in form.fields:
        if asked.type != "tree":
            yield Line(places.label(asked.id), text_of(case, form, asked.id, answers.get(asked.id)) or "–")
            continue
        yield Line(places.label(asked.id), "")
        told: set[str] = set()
        for node in places.answered:
            for story in places.stories_of(node):
                path = f"{asked.id}:{story.id}:narrative"
                if path not in told:
                    told.add(path)
                    yield Line(title(places.edition, story), str(answers.get(path) or "–"), 2)
            path = f"{asked.id}:{node.id}"
            found = [text_of(case, form, path, answers.get(path)) or "–", str(answers.get(f"{path}:reason") or "")]
            yield Line(
                title(places.edition, node),
                "\n".join(filter(None, [*found, *evidence.get(node.id, ())])),
                3 if told else 2,
            )


def text_of(case: Case, form: Form, path: str, value: Any) -> str:
    """A value in the words of the edition."""
    known = kind_of(form, path)
    if known is None or value in (None, "", []):
        return ""
    asked, kind = known
    edition = case.edition.built
    if kind == "value":
        return edition.text(("scale", asked.scale or "", str(value)), language())
    if kind == "field":
        try:
            return value_text(edition, form, asked, value, language())
        except ValueError:  # a date that is only half typed
            return str(value)
    return str(value)


def _evidence(row: Mapping[str, Any]) -> str:
    count = f": {row['count']} {row['counted']}" if row.get("count") is not None else ""
    more = "; ".join(filter(None, [row.get("text"), row.get("link"), ", ".join(f["name"] for f in row["files"])]))
    return f"• {row['title']}{count}{f' – {more}' if more else ''}"


def _files(content: Mapping[str, Any]) -> Iterator[str]:
    """Every attachment by name, with the beginning of its digest: enough to tell one version of a file from another."""
    rows = [*files_in(content["answers"].values()), *(f for row in content["evidence"] for f in row["files"])]
    once = dict.fromkeys((str(row["name"]), str(row["digest"])) for row in rows)
    yield from (f"{name} (SHA-256: {digest[:16]}…)" for name, digest in once)


@dataclass(frozen=True)
class Difference:
    place: str
    before: str
    after: str


def differences(package: Package) -> list[Difference]:
    """What has changed since the package was made, place by place; empty where it says what the case says now."""
    case, form = package.case, package.case.edition.built.forms[package.form]
    step = case.rules.step(package.step)
    assert step is not None
    places, now = Places(case, step, form), content_of(case, form)
    old, new = package.content["answers"], now["answers"]
    found = [
        Difference(
            places.label(path), text_of(case, form, path, old.get(path)), text_of(case, form, path, new.get(path))
        )
        for path in dict.fromkeys((*old, *new))
        if old.get(path) != new.get(path)
    ]
    return found + _of_evidence(places, package.content["evidence"], now["evidence"])


def _of_evidence(places: Places, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Difference]:
    before, after = ({row["uid"]: row for row in rows} for rows in (old, new))
    found = []
    for uid in dict.fromkeys((*before, *after)):
        one, other = before.get(uid), after.get(uid)
        if one != other:
            node = places.by_id.get((one or other or {})["node"])
            where = _("evidence at %(node)s") % {"node": title(places.edition, node) if node else ""}
            found.append(Difference(where, _evidence(one) if one else "", _evidence(other) if other else ""))
    return found
