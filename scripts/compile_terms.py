"""Compiles JSON-LD contexts into the table of terms that the product carries (src/gromada/certificates/credential/terms.json).

    python scripts/compile_terms.py FOLDER      FOLDER holds the contexts, one file each, as their authors publish them

The table keeps only what our documents may use: terms with a plain value, an IRI, a datatype or a closed list of words. Everything else
(language maps, lists, graphs, JSON literals, contexts inside terms) is left out, so that a document which needs it is refused, not guessed at.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

VC = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
FILES = {VC: "credentials-v2.jsonld", BADGES: "ob-v3p0-3.0.3.json"}
SHAPES = [[VC], [VC, BADGES]]
TABLE = Path(__file__).parent.parent / "src/gromada/certificates/credential/terms.json"
KNOWN = {"@id", "@type", "@container", "@context", "@protected"}


def main(folder: Path) -> None:
    texts = {url: (folder / name).read_bytes() for url, name in FILES.items()}
    contexts = {url: json.loads(text)["@context"] for url, text in texts.items()}
    table = {
        "digests": {url: hashlib.sha256(text).hexdigest() for url, text in texts.items()},
        "shapes": [shape([contexts[url] for url in urls]) | {"contexts": urls} for urls in SHAPES],
    }
    TABLE.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n")
    print(
        f"{TABLE.name}: {[len(s['terms']) for s in table['shapes']]} terms, {[len(s['types']) for s in table['shapes']]} types"
    )


def shape(contexts: list[dict[str, Any]]) -> dict[str, Any]:
    """The terms and the types of contexts used together, the later over the earlier; "left" are the terms that were left out."""
    merged: dict[str, Any] = {}
    for context in contexts:
        for term, definition in context.items():
            earlier = merged.get(term)
            same = earlier is None or simple(earlier) == simple(definition)
            assert same, f"{term} is defined twice and differently; both contexts protect their terms"
            merged[term] = definition
    plain = {term: definition for term, definition in merged.items() if not term.startswith("@")}
    types = {}
    for term, definition in plain.items():
        if is_class(term):
            inside = definition.get("@context", {}) if isinstance(definition, dict) else {}
            compiled = terms(inside, plain | dict(inside))
            left = sorted(name for name in set(inside) - set(compiled) - {"id", "type"} if name[0] != "@")
            types[term] = {"iri": iri(term, plain), "terms": compiled, "left": left}
    left = sorted(set(plain) - set(terms(plain, plain)) - set(types) - {"id", "type"})
    return {"terms": terms(plain, plain), "types": types, "left": left}


def terms(context: dict[str, Any], known: dict[str, Any]) -> dict[str, list[Any]]:
    found = {}
    for term, definition in context.items():
        if term.startswith("@") or definition in ("@id", "@type") or is_class(term):
            continue
        compiled = compile_term(term, definition, known)
        if compiled:
            found[term] = compiled
    return found


def compile_term(term: str, definition: Any, known: dict[str, Any]) -> list[Any] | None:
    """[IRI, kind] or [IRI, "@vocab", words]; None for what our documents never use."""
    if isinstance(definition, str):
        assert definition[-1] not in ":/?#[]@", f"{term} could serve as a prefix"
        return [iri(term, known), ""]
    assert set(definition) <= KNOWN, f"{term}: {set(definition) - KNOWN}"
    kind = definition.get("@type", "")
    if definition.get("@container", "@set") != "@set" or kind == "@json":
        return None
    if kind == "@vocab":
        scoped = definition["@context"]
        words = {word: iri(word, scoped) for word in scoped if word[0] != "@" and word not in ("id", "type")}
        return [iri(term, known), kind, words]
    if "@context" in definition:
        return None
    assert kind == "@id" or kind == "" or ":" in kind, f"{term}: {kind}"
    return [iri(term, known), kind]


def iri(term: str, known: dict[str, Any]) -> str:
    """The IRI of a term; one term may stand for another (AchievementCredential)."""
    definition = known[term]
    found: str = definition if isinstance(definition, str) else definition["@id"]
    if found in known:
        return iri(found, known)
    assert ":" in found and found.split(":")[0] not in known, f"{term}: {found} is no absolute IRI"
    return found


def is_class(term: str) -> bool:
    return term[0].isupper() or term[0].isdigit()


def simple(definition: Any) -> Any:
    return {"@id": definition} if isinstance(definition, str) else definition


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
