"""Where the typeface lies: Source Sans from its wheel, for pages (.otf) and for documents set by typst (.ttf)."""

from pathlib import Path

import font_source_sans_pro

FOLDER = Path(font_source_sans_pro.font_directory)

# Only the cuts that fonts.css names are served.
CUTS = (
    "SourceSansPro-Light.otf",
    "SourceSansPro-Regular.otf",
    "SourceSansPro-It.otf",
    "SourceSansPro-Semibold.otf",
    "SourceSansPro-Bold.otf",
)
LICENCE = "LICENSE.txt"
