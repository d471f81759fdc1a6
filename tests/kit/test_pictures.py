"""Pictures lose what they tell about people and places, and keep what is seen."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from gromada.kit.files import Inspected, images
from tests.kit import making
from tests.kit.making import ACCEPTED

Take = Callable[..., Inspected]
Refuse = Callable[..., str]


def test_place_camera_and_comment_are_gone(take: Take) -> None:
    content = making.photo()
    assert b"SecretCamera" in content and b"Kowalski" in content
    kept = take(content, "IMG_1.jpg").path.read_bytes()
    for trace in (b"SecretCamera", b"Kowalski", b"Exif", b"ICC_PROFILE"):
        assert trace not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert not image.getexif() and "icc_profile" not in image.info


def test_a_photo_held_sideways_is_turned_upright(take: Take) -> None:
    with Image.open(take(making.photo(), "IMG_1.jpg").path) as image:
        assert image.size == (40, 60)
        left, right = image.getpixel((5, 30)), image.getpixel((35, 30))
        assert left[2] > left[0] and right[0] > right[2]  # blue at the left now, red at the right


def test_text_that_a_picture_carries_is_gone(take: Take) -> None:
    chunk = b"tEXt" + b"Comment\0Jan Kowalski"
    png = making.encoded(making.picture(), "PNG")
    carried = png[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[33:]
    assert b"Kowalski" not in take(carried, "a.png").path.read_bytes()


def test_what_is_appended_to_a_picture_is_gone(take: Take) -> None:
    carried = making.encoded(making.picture(), "PNG") + making.zipped({"secret.exe": b"MZ"})
    assert b"secret.exe" not in take(carried, "a.png").path.read_bytes()


def test_only_the_first_frame_stays(take: Take) -> None:
    frames = [making.picture(), making.picture().rotate(180)]
    moving = making.encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    with Image.open(take(moving, "a.gif").path) as image:
        assert getattr(image, "n_frames", 1) == 1


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_was_clear_stays_clear(take: Take, form: str) -> None:
    clear = making.picture(mode="RGBA")
    clear.putalpha(40)
    with Image.open(take(making.encoded(clear, form, lossless=True), f"a.{form.lower()}").path) as image:
        assert image.convert("RGBA").getpixel((5, 5))[3] == 40


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "CMYK", "LA"])
def test_pictures_of_every_mode_are_taken(take: Take, mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    source = making.picture(mode="L").convert("I;16") if mode == "I;16" else making.picture().convert(mode)
    found = take(making.encoded(source, form), f"a.{form.lower()}")
    with Image.open(found.path) as image:
        assert image.size == (60, 40)


def test_sixteen_bits_are_not_clipped_to_white(take: Take) -> None:
    grey = Image.new("I;16", (4, 4), 32768)
    with Image.open(take(making.encoded(grey, "PNG"), "a.png").path) as image:
        assert abs(image.convert("L").getpixel((0, 0)) - 128) <= 1


def test_an_odd_profile_is_ignored(take: Take) -> None:
    odd = making.encoded(making.picture(), "PNG", icc_profile=b"no profile at all")
    assert take(odd, "a.png").media_type == "image/png"


def test_a_picture_with_too_many_points_is_not_decoded(refuse: Refuse) -> None:
    """A few kilobytes that would fill gigabytes."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    )
    assert "too large to be opened" in refuse(b"\x89PNG\r\n\x1a\n" + chunks, "bomb.png")


def test_the_limit_names_size_and_what_fits(refuse: Refuse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_PIXELS", 2_000_000)
    sentence = refuse(making.encoded(Image.new("1", (2000, 1500)), "PNG"), "plakat.png")
    assert "2000 × 1500" in sentence and "2 million" in sentence


@pytest.mark.parametrize("name", ["plan.png", "plan.jpeg", "plan.webp", "plan.gif"])
def test_a_picture_cut_short_is_broken(refuse: Refuse, name: str) -> None:
    content = ACCEPTED[name]()
    assert "broken" in refuse(content[: len(content) // 2], name)
