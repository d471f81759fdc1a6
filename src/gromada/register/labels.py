"""The words of editions that public pages print: kept in every language, so that no page has to open an edition."""

from collections.abc import Iterator

from gromada.register.models import PublicLabel
from gromada.standards.models import Edition

KIND, FIELD, ANNEX, ANNEX_ABOUT = "kind", "field", "annex", "annex_about"
CERTIFICATE, ABOUT, CLAUSE, VALIDITY = "certificate", "about", "clause", "validity"
ISSUER, ISSUER_SHORT = "issuer", "issuer_short"
SCHEME, SCHEME_ISSUER = "scheme", "scheme_issuer"


def fill_labels(edition: Edition, *, missing_only: bool = False) -> bool:
    """Writes the words of an edition; whether anything has changed. With `missing_only` one that was told is left."""
    if missing_only and PublicLabel.objects.filter(what=CERTIFICATE, key=edition.key).exists():
        return False
    wanted = {(what, key, language): text for what, key, language, text in _words(edition)}
    known = {(row.what, row.key, row.language): row for row in PublicLabel.objects.all()}
    changed = False
    for place, text in wanted.items():
        row = known.get(place)
        if row is None or row.text != text:
            what, key, language = place
            PublicLabel.objects.update_or_create(what=what, key=key, language=language, defaults={"text": text})
            changed = True
    return changed


def _words(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    built = edition.built
    clause = built.certificate.clause
    for language in built.languages:
        for kind in built.kinds:
            yield KIND, kind, language, built.text(("kind", kind), language)
        for field in built.fields:
            yield FIELD, field, language, built.text(("field", field), language)
        for part in built.parts.values():
            if part.annex:
                yield ANNEX, f"{edition.key}:{part.id}", language, built.text(("part", part.id), language)
                yield (
                    ANNEX_ABOUT,
                    f"{edition.key}:{part.id}",
                    language,
                    built.text(("part", part.id), language, "about"),
                )
        yield CERTIFICATE, edition.key, language, built.text(("scheme",), language, "certificate")
        yield CLAUSE, edition.key, language, built.text(("scheme",), language, "clause") or "{clause}"
        yield VALIDITY, edition.key, language, built.clause(clause, language)
        yield ISSUER, built.issuer, language, built.text(("issuer",), language)
        yield ISSUER_SHORT, built.issuer, language, built.text(("issuer",), language, "short")
        if edition.current or not _stands(built.scheme):
            yield SCHEME, built.scheme, language, built.text(("scheme",), language, "certificate")
            yield SCHEME_ISSUER, built.scheme, language, built.issuer
        if edition.current:  # what the scheme says of itself is said by its current edition alone
            yield ABOUT, built.scheme, language, built.text(("scheme",), language, "about")


def _stands(scheme: str) -> bool:
    """Whether a scheme has a current edition, which then names it."""
    return Edition.objects.filter(scheme=scheme, current=True).exists()
