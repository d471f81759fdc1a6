"""One stylesheet from many files, and the typeface from its wheel: what static files need beyond the folder `static/`.

`main.css` says which file goes into which layer; a browser can read it as it is. Here the files are joined in that
order, so that a page asks once. No tool and no step of building: the finder writes the joined file where collectstatic
and the development server look for it, and writes it again when a source has changed.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from gromada.ui import fonts

SOURCES = Path(__file__).parent / "static" / "ui" / "css"
STYLESHEET = "ui/css/gromada.css"
FONTS = "ui/fonts"

_IMPORT = re.compile(r'^@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>\w+)\);$', re.MULTILINE)
_LAYERS = re.compile(r"^@layer [\w, ]+;$", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def sources() -> list[tuple[str, Path]]:
    """The layers and files that main.css names, in its order."""
    main = (SOURCES / "main.css").read_text(encoding="utf-8")
    return [(found["layer"], SOURCES / found["file"]) for found in _IMPORT.finditer(main)]


def css() -> str:
    """The whole stylesheet: the order of the layers, then each file inside its layer, without comments.

    Raises:
        FileNotFoundError: main.css names a file that is not there.
    """
    order = _LAYERS.search((SOURCES / "main.css").read_text(encoding="utf-8"))
    parts = [order[0] if order else ""]
    for layer, file in sources():
        rules = _COMMENT.sub("", file.read_text(encoding="utf-8")).strip()
        parts.append(f"@layer {layer} {{\n{rules}\n}}")
    return re.sub(r"\n\s*\n+", "\n", "\n".join(parts)) + "\n"


class Finder(BaseFinder):
    """Finds `ui/css/gromada.css` and `ui/fonts/*`. Goes into STATICFILES_FINDERS after Django's two."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        # Owned by this process and removed with it: no shared, guessable place.
        self._folder = TemporaryDirectory(prefix="gromada-css-")
        self._written = 0.0

    def _stylesheet(self) -> Path:
        path = Path(self._folder.name) / STYLESHEET
        newest = max(file.stat().st_mtime for file in SOURCES.rglob("*.css"))
        if newest > self._written:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(css(), encoding="utf-8")
            self._written = newest
        return path

    def _files(self) -> dict[str, Path]:
        found = {f"{FONTS}/{name}": fonts.FOLDER / name for name in (*fonts.CUTS, fonts.LICENCE)}
        return found | {STYLESHEET: self._stylesheet()}

    # One signature for both of Django's overloads.
    def find(self, path: str, find_all: bool = False, **_kwargs: object) -> str | list[str]:  # type: ignore[override]
        if path.replace("\\", "/") not in {STYLESHEET, *(f"{FONTS}/{name}" for name in (*fonts.CUTS, fonts.LICENCE))}:
            return []
        found = str(self._files()[path.replace("\\", "/")])
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for path, file in self._files().items():
            if not matches_patterns(path, ignore_patterns or []):
                storage = FileSystemStorage(location=str(file.parent))
                storage.prefix = str(Path(path).parent)  # type: ignore[attr-defined]
                yield file.name, storage


class Storage(CompressedManifestStaticFilesStorage):
    """Names with a digest, compressed once, for ever in the browser's cache; modules of JavaScript as well."""

    support_js_module_import_aggregation = True
    # Only our own modules: in other people's scripts Django would take comments for imports of missing files.
    _imports = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]
    _js_module_import_aggregation_patterns = ("ui/js/*.js", _imports)
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*/modules/*.js", _imports))
    max_post_process_passes = 12  # a pass for each module that imports one that imports one

    def stored_name(self, name: str) -> str:
        # Before collectstatic has run (tests, a first start) plain names serve: WhiteNoise asks the finders as well.
        return super().stored_name(name) if self.hashed_files else name
