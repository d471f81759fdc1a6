"""What a browser says of itself, in two coarse words: enough to know one's own, too little to follow anybody."""

Words = tuple[tuple[str, str], ...]

# The order matters: nearly every browser also names its ancestors.
_BROWSERS: Words = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Words = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def words(user_agent: str) -> tuple[str, str]:
    """("Firefox", "Linux"); an empty string for what is unknown."""
    return _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)


def _first(names: Words, text: str) -> str:
    return next((name for sign, name in names if sign in text), "")
