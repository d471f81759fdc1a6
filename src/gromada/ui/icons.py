"""The icons: 24 × 24, drawn with a line of 2.25. Always beside a word, so always hidden from a screen reader.

Each icon is written where it stands, once more each time. A shared sprite would have to come after the page
that uses it, and no element may be styled or scripted into place under a strict content policy.
"""

from django.utils.safestring import SafeString, mark_safe

ICONS: dict[str, str] = {
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.500h-15zM10 21h4"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/>',
    "camera": '<path d="M4 8h3.5L9 5.5h6L16.5 8H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z"/>'
    '<circle cx="12" cy="13" r="3.5"/>',
    "clip": '<path d="M19 11l-7.5 7.500a4 4 0 0 1-6-6L13 5a2.7 2.7 0 0 1 4 4l-7.5 7.5a1.3 1.3 0 0 1-2-2L14 8"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "copy": '<path d="M9 9h11v11H9zM5 15H4V4h11v1"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "download": '<path d="M12 4v11M7 10.500l5 5 5-5M5 20h14"/>',
    "eye": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "file": '<path d="M6 3h8l5 5v13H6zM14 3v5h5"/>',
    "half": '<circle cx="12" cy="12" r="8.5"/>'
    '<path fill="currentColor" stroke="none" d="M12 3.500a8.5 8.5 0 0 1 0 17z"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.300v.1"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="M11.5 11.500L20 3M17 6l2.5 2.500M14.5 8.500l2 2"/>',
    "letter": '<path d="M3.5 6h17v12.500h-17zM4 6.500l8 6.5 8-6.5"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "offline": '<path d="M3 3l18 18M7 17.5h9.5'
    'M19.6 16.6A4 4 0 0 0 17 9.6a6 6 0 0 0-8-3.2M6.6 8.6A4.5 4.5 0 0 0 7 17.5"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "pen": '<path d="M4 20l1-4.500L16 4.500l3.5 3.500L8.5 19zM14 6.500L17.5 10"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/>'
    '<path d="M3 20a6 6 0 0 1 12 0M16 4.800a3.5 3.5 0 0 1 0 6.400M17.5 14.500A6 6 0 0 1 21 20"/>',
    "place": '<path d="M12 21s7-6.5 7-11.500a7 7 0 0 0-14 0C5 14.5 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
    "question": '<path d="M8.5 9a3.6 3.6 0 1 1 5 3.300c-1 .5-1.5 1.2-1.5 2.400M12 18.500v.1"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "tick": '<path d="M4.5 12.5l5 5 10-11"/>',
    "wait": '<path d="M5 12v.1M12 12v.1M19 12v.1"/>',
    "warn": '<path d="M12 4L2.8 20h18.4zM12 10v4.5M12 17.3v.1"/>',
}

# The icon that a state carries when the template names none.
STATE_ICONS: dict[str, str] = {
    "valid": "tick",
    "done": "tick",
    "turn": "clock",
    "near": "clock",
    "late": "warn",
    "revoked": "cross",
    "past": "clock",
    "waiting": "wait",
    "suspended": "pause",
    "unknown": "question",
}
KIND_ICONS: dict[str, str] = {"turn": "clock", "good": "tick", "error": "warn", "offline": "offline"}


def icon(name: str) -> SafeString:
    """The drawing of one icon as inline SVG.

    Raises:
        KeyError: there is no icon of that name; the message lists those that are.
    """
    if name not in ICONS:
        raise KeyError(f"There is no icon {name!r}. The icons are: {', '.join(ICONS)}.")
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')
