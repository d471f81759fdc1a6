"""The page of verification: one verdict for each certificate that bears the number, or where to look instead."""

from datetime import date
from typing import Any

from gromada.kit import clock
from gromada.register.numbers import number_key
from gromada.register.queries.holders import Holder, Standing
from gromada.register.verdicts import Question, verdict
from gromada.register.words import Words


def verdict_page(
    found: list[tuple[Holder, Standing]], number: str, day: date | None, typed_day: str, words: Words
) -> dict[str, Any]:
    """`day` is None where what was typed is no day: then the answer is for today, and the page says so."""
    today = clock.today()
    on = day or today
    return {
        "number": number,
        "answers": [_answer(held, standing, on, today, words) for held, standing in found],
        "unknown": not found,
        "other": next(
            (s.certificate.number for _held, s in found if number_key(s.certificate.number) != number_key(number)), ""
        ),
        "day": on,
        "asked_day": on if day and day != today else None,
        "typed_day": typed_day,
        "wrong_day": day is None,
        "now": clock.now(),
        **({"demo": True} if any(held.holder.demo for held, _standing in found) else {}),
    }


def _answer(held: Holder, standing: Standing, day: date, today: date, words: Words) -> dict[str, Any]:
    certificate = standing.certificate
    asked = Question(
        held,
        standing,
        day,
        today,
        certificate=words.of("certificate", certificate.edition),
        issuer=words.of("issuer", certificate.issuer),
        clause=words.clause(certificate.edition, standing.last.clause) if standing.last else "",
    )
    return {"holder": held.holder, "standing": standing, "verdict": verdict(asked)}
