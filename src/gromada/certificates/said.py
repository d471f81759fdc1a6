"""The words of a paper. Pure: whoever sets papers in a process of their own needs neither Django nor a database."""

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Section:
    """A part of the annex page: the general standards, or an annex."""

    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """Every word on the paper. The template (typst/certificate.typ) reads these names and knows nothing else."""

    language: str
    title: str
    issuer: str
    name: str
    name_small: str
    name_large: str
    receives: str
    holder: str
    unit: str
    for_years: str
    years: str
    sentence: str
    annexes: tuple[str, ...]
    copy_line: str
    successor_line: str
    signed_by: str
    issued_on: str
    number_word: str
    number: str
    check_word: str
    address: str
    address_shown: str
    qr_alt: str
    specimen: str
    annex_title: str
    annex_lead: str
    parts: tuple[Section, ...]

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def digest(self) -> str:
        """SHA-256 of the words: the same words give the same paper."""
        return hashlib.sha256(self.as_json().encode()).hexdigest()
