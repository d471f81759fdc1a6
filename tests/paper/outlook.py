"""Writes .msg files as Outlook does: an OLE compound file (version 3) of storages and streams, for the tests of reading them.

Sources: [MS-CFB] for the container, [MS-OXMSG] for what stands in it.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from gromada.paper.rtf import START

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
TAGS = {
    "subject": 0x0037, "body": 0x1000, "headers": 0x007D, "sender": 0x0C1A, "address": 0x0C1F, "smtp": 0x5D01, "id": 0x1035,
    "to": 0x0E04, "html": 0x1013, "rtf": 0x1009, "sent": 0x0039, "codepage": 0x3FFD, "internet_codepage": 0x3FDE,
    "data": 0x3701, "name": 0x3707, "short_name": 0x3704, "mime": 0x370E, "method": 0x3705,
}  # fmt: skip

Tree = dict[str, Any]  # name → bytes of a stream, or the tree of a storage


def saved(*, attachments: tuple[Mapping[str, Any], ...] = (), unicode: bool = True, encoding: str = "cp1250", **facts: Any) -> bytes:  # fmt: skip
    """A message as a file. `attachments`: facts of each, or {"message": facts} for a message within."""
    return compound(_message(facts, attachments, unicode, encoding, top=True))


def _message(facts: Mapping[str, Any], attachments: Any, unicode: bool, encoding: str, *, top: bool) -> Tree:
    tree, rows = _streams(facts, unicode, encoding)
    for number, each in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(each, unicode, encoding)
    header = struct.pack("<8x4I", 0, len(attachments), 0, len(attachments)) + (b"\0" * 8 if top else b"")
    tree["__properties_version1.0"] = header + rows
    if top:
        tree["__nameid_version1.0"] = {f"__substg1.0_0000{kind:04X}": b"" for kind in (2, 3, 4)}
    return tree


def _attachment(facts: Mapping[str, Any], unicode: bool, encoding: str) -> Tree:
    inside = facts.get("message")
    own = {"method": 5 if inside else 1} | {key: value for key, value in facts.items() if key != "message"}
    tree, rows = _streams(own, unicode, encoding)
    if inside:
        given = dict(inside)
        tree["__substg1.0_3701000D"] = _message(given, given.pop("attachments", ()), unicode, encoding, top=False)
        rows += struct.pack("<HHIII", 0x000D, TAGS["data"], 6, 0xFFFFFFFF, 1)
    tree["__properties_version1.0"] = b"\0" * 8 + rows
    return tree


def _streams(facts: Mapping[str, Any], unicode: bool, encoding: str) -> tuple[Tree, bytes]:
    tree: Tree = {}
    rows = b""
    for name, value in facts.items():
        tag = TAGS[name]
        if isinstance(value, datetime):
            rows += struct.pack("<HHIQ", 0x0040, tag, 6, int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000)  # fmt: skip
        elif isinstance(value, int):
            rows += struct.pack("<HHIII", 0x0003, tag, 6, value, 0)
        else:
            kind = 0x0102 if isinstance(value, bytes) else 0x001F if unicode else 0x001E
            data = value if isinstance(value, bytes) else value.encode("utf-16-le" if unicode else encoding)
            tree[f"__substg1.0_{tag:04X}{kind:04X}"] = data
            rows += struct.pack("<HHIII", kind, tag, 6, len(data) + (2 if kind == 0x001F else kind == 0x001E), 0)
    return tree, rows


@dataclass
class _Entry:
    name: str
    kind: int  # 5 root, 1 storage, 2 stream
    data: bytes = b""
    start: int = END
    child: int = FREE
    right: int = FREE
    size: int = 0


@dataclass
class _File:
    entries: list[_Entry] = field(default_factory=lambda: [_Entry("Root Entry", 5)])
    mini: bytearray = field(default_factory=bytearray)
    mini_fat: list[int] = field(default_factory=list)
    sectors: list[bytes] = field(default_factory=list)
    fat: list[int] = field(default_factory=list)

    def add(self, above: int, tree: Tree) -> None:
        # Siblings stand in the order of their names, as a tree of which every branch goes right.
        last = None
        for name in sorted(tree, key=lambda name: (len(name), name.upper())):
            given = tree[name]
            here = len(self.entries)
            self.entries.append(_Entry(name, 1 if isinstance(given, dict) else 2))
            if last is None:
                self.entries[above].child = here
            else:
                self.entries[last].right = here
            last = here
            if isinstance(given, dict):
                self.add(here, given)
            else:
                self.put(self.entries[here], given)

    def put(self, entry: _Entry, data: bytes) -> None:
        entry.size = len(data)
        if data and len(data) < CUTOFF:
            entry.start = len(self.mini_fat)
            count = -(-len(data) // MINI)
            self.mini += data.ljust(count * MINI, b"\0")
            self.mini_fat += [*range(entry.start + 1, entry.start + count), END]
        elif data:
            entry.start = self.chain(data)

    def chain(self, data: bytes, mark: int = 0) -> int:
        start, count = len(self.sectors), max(1, -(-len(data) // SECTOR))
        self.sectors += [data[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0") for at in range(count)]
        self.fat += [mark] * count if mark else [*range(start + 1, start + count), END]
        return start


def compound(tree: Tree) -> bytes:
    file = _File()
    file.add(0, tree)
    root = file.entries[0]
    root.size, root.start = len(file.mini), file.chain(bytes(file.mini)) if file.mini else END
    mini_fat = file.chain(struct.pack(f"<{len(file.mini_fat)}I", *file.mini_fat).ljust(SECTOR, b"\xff"))
    listed = b"".join(_directory(entry) for entry in file.entries)
    directory = file.chain(listed)
    mini_sectors = -(-len(file.mini_fat) * 4 // SECTOR)
    used, count = len(file.sectors), 1
    while (used + count) * 4 > count * SECTOR:
        count += 1
    first = file.chain(b"\0" * SECTOR * count, FAT)
    table = struct.pack(f"<{len(file.fat)}I", *file.fat).ljust(count * SECTOR, b"\xff")
    file.sectors[first:] = [table[at * SECTOR : (at + 1) * SECTOR] for at in range(count)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, CUTOFF, mini_fat, mini_sectors, END, 0,
    )  # fmt: skip
    places = [*range(first, first + count), *[FREE] * (109 - count)]
    return header + struct.pack("<109I", *places) + b"".join(file.sectors)


def _directory(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    tail = struct.pack("<IQQIQ", 0, 0, 0, entry.start if entry.size else 0 if entry.kind == 1 else END, entry.size)
    body = struct.pack("<64sHBBIII16x", name, len(name), entry.kind, 1, FREE, entry.right, entry.child)
    return body + tail


def packed(rtf: bytes) -> bytes:
    """Rich text as Outlook packs it, with the runs that the window already holds as references."""
    window, place, out, at = bytearray(START.ljust(4096, b"\0")), len(START), bytearray(), 0
    pieces: list[bytes] = []
    flags: list[int] = []
    while at < len(rtf):
        found, length = -1, 0
        for size in range(min(17, len(rtf) - at), 2, -1):
            spot = bytes(window).find(rtf[at : at + size])
            if spot >= 0 and (spot + size <= place or spot > place):
                found, length = spot, size
                break
        if found >= 0:
            flags.append(1)
            pieces.append(struct.pack(">H", found << 4 | length - 2))
        else:
            flags.append(0)
            pieces.append(rtf[at : at + 1])
            length = 1
        for sign in rtf[at : at + length]:
            window[place] = sign
            place = (place + 1) % 4096
        at += length
    flags.append(1)
    pieces.append(struct.pack(">H", place << 4))
    for start in range(0, len(pieces), 8):
        out.append(sum(bit << number for number, bit in enumerate(flags[start : start + 8])))
        out += b"".join(pieces[start : start + 8])
    return struct.pack("<II4sI", len(out) + 12, len(rtf), b"LZFu", 0) + bytes(out)
