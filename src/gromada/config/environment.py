"""What the environment says, read once, with a sentence for what it says wrongly."""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    said = os.environ.get(name, "").strip().lower()
    if said in ("", "0", "1", "true", "false", "yes", "no", "on", "off"):
        return said in ("1", "true", "yes", "on") if said else default
    raise ImproperlyConfigured(f"{name} must be 1 or 0; it is “{said}”.")


def number(name: str, default: int) -> int:
    said = os.environ.get(name, "").strip()
    if not said:
        return default
    if not said.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number; it is “{said}”.")
    return int(said)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default).expanduser().resolve()


def file(name: str) -> Path | None:
    return folder(name, Path()) if os.environ.get(name) else None


def both_or_neither(**said: str) -> None:
    """For settings that mean something together only."""
    missing = [name for name, value in said.items() if not value]
    if missing and len(missing) < len(said):
        there = ", ".join(name for name in said if name not in missing)
        raise ImproperlyConfigured(f"{there} is set and {', '.join(missing)} is not: set both, or neither.")


def database(url: str, data: Path) -> dict[str, object]:
    """Django's settings for a database address; SQLite in the data folder where none is given.

    IMMEDIATE takes the write lock at the start, so that two writers wait instead of failing; FULL loses nothing at power loss.
    """
    if not url or url.startswith("sqlite:"):
        path = url.removeprefix("sqlite:").removeprefix("//") if url else ""
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path or str(data / "gromada.sqlite3"),
            # Kept for the life of a thread: opening the file anew and its PRAGMAs cost more than a page.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;",
            },
        }
    parts = urlparse(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with “{parts.scheme}:”; write sqlite:… or postgres://user@host/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "")
        or (dict(p.split("=") for p in parts.query.split("&") if "=" in p).get("host", "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
