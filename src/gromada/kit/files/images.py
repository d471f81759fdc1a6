"""Pictures, decoded under a limit and written anew: without place, camera, comments, odd profiles or hidden frames."""

import io
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from gromada.kit.files.kinds import Kind
from gromada.kit.refusal import Refusal

MOST_PIXELS = 50_000_000  # 200 MB when decoded; a phone takes 12 to 50
_FORMATS = {"PNG": "PNG", "JPEG": "JPEG", "WebP": "WEBP", "GIF": "GIF"}
_OPTIONS: dict[str, dict[str, object]] = {"JPEG": {"quality": 88, "optimize": True}, "WEBP": {"quality": 88}}


def write_anew(source: Path, target: Path, kind: Kind, name: str) -> None:
    """Writes the first frame, turned upright, in sRGB. The same picture gives the same bytes.

    Raises Refusal where it is too large to be decoded or broken.
    """
    form = _FORMATS[kind.label]
    try:
        with Image.open(source, formats=(form,)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _too_large(image, name)
            _plain(image).save(target, form, **_OPTIONS.get(form, {}))
    except Image.DecompressionBombError as mistake:
        raise Refusal(
            _("The picture “%(name)s” is too large to be opened. Make it smaller.") % {"name": name}
        ) from mistake
    except Refusal:
        raise
    except Exception as mistake:  # decoders fed with hostile bytes raise anything
        raise Refusal(
            _("The picture “%(name)s” is broken. Open it, save it again and add it anew.") % {"name": name}
        ) from mistake


def _too_large(image: Image.Image, name: str) -> Refusal:
    facts = {"name": name, "width": image.width, "height": image.height, "limit": MOST_PIXELS // 1_000_000}
    return Refusal(
        _("The picture “%(name)s” has %(width)s × %(height)s points; at most %(limit)s million fit. Make it smaller.")
        % facts
    )


def _plain(image: Image.Image) -> Image.Image:
    """Pixels only: a fresh image carries no metadata of the old one."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16"):
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    clear = upright.has_transparency_data
    alpha = upright.convert("RGBA").getchannel("A") if clear else None
    profile = upright.info.get("icc_profile")
    if upright.mode not in ("1", "L") or clear:
        upright = _in_srgb(upright, profile) if profile else upright.convert("RGB")
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    if alpha is not None:
        fresh.putalpha(alpha)
    return fresh


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """A photo in the wide colours of a phone would look dull once its profile is gone; an odd profile is ignored."""
    source = image if image.mode in ("RGB", "CMYK") else image.convert("RGB")
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(source, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        turned = None
    return turned or source.convert("RGB")
