"""Makes the author's picture acceptable to apps, by conversions that lose nothing visible."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from podcast.errors import InputError
from podcast.structs import Frozen

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST, MOST = 1400, 3000
"""Apple's limits for the side, in pixels."""

EMBEDDED = 700
"""The side of the picture embedded in MP3s, in pixels: sharp on a phone, small compared with the sound."""

CROPPED = 0.45
"""The share of the longer side that may be cropped to a square: phones take 4:3 and 16:9 pictures."""

HEAVIEST = 1_000_000
"""The largest published cover in bytes: every app loads it, and many do for each episode."""

QUALITIES = (90, 85, 78, 70)
"""JPEG qualities tried in turn until a picture is small enough; after the last, it is scaled down."""

PIXELS = 40_000_000
"""The most pixels decoded; a larger JPEG is decoded at reduced size."""

MOST_PIXELS = 200_000_000
"""A JPEG with more pixels is a mistake or an attack on memory."""


Caution = tuple[str, dict[str, object]]
"""An English template and its fields; the caller adds the field `file`."""


def caution(template: str, **fields: object) -> Caution:
    """A warning about what was done to a picture."""
    return template, fields


class Checked(Frozen):
    """A picture that apps accept, and what was done to it."""

    jpeg: bytes
    warnings: tuple[Caution, ...] = ()


def check(data: bytes, name: str = "") -> Checked:
    """The JPEG or PNG in `data` as a square RGB JPEG of 1400 to 3000 pixels a side.

    A JPEG that complies and is not too large is returned as it is. `name` is the file's name in errors. Raises
    InputError if it is not a picture, too small, or far from square.
    """
    from PIL import ImageOps

    image = _opened(data, name)
    warnings: list[Caution] = []
    kind, mode = image.format, image.mode
    upright = ImageOps.exif_transpose(image)
    _measure(upright, name)
    square = _square(upright, warnings)
    fitting = _scaled(square, warnings)
    untouched = fitting.size == image.size and upright.getexif() == image.getexif()
    is_right = untouched and (kind, mode) == ("JPEG", "RGB")
    if is_right and len(data) <= HEAVIEST:
        return Checked(data)
    jpeg = _light(_rgb(fitting, warnings))
    if is_right:
        warnings.append(
            caution(
                "{file}: compressed from {before} to {after} MB, so that apps load it quickly",
                before=f"{len(data) / 1e6:.1f}",
                after=f"{len(jpeg) / 1e6:.1f}",
            )
        )
    return Checked(jpeg, tuple(warnings))


def _light(image: Image) -> bytes:
    """A picture as JPEG of at most `HEAVIEST` bytes, or as close as a picture of noise comes."""
    from PIL.Image import Resampling

    for quality in QUALITIES:
        data = encoded(image, quality)
        if len(data) <= HEAVIEST:
            return data
    if image.width <= LEAST:
        return data
    side = max(LEAST, image.width * 2 // 3)
    return _light(image.resize((side, side), Resampling.LANCZOS))


def encoded(image: Image, quality: int = 90) -> bytes:
    """An RGB picture as JPEG with sharp letters; the same picture gives the same bytes."""
    from PIL import ImageFile

    out = io.BytesIO()
    # The library sets aside a byte for each pixel, and fails where a picture of noise needs more.
    ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 3 * image.width * image.height)
    fine = 0 if quality == QUALITIES[0] else 2
    image.save(out, "JPEG", quality=quality, subsampling=fine, optimize=True, icc_profile=None)
    return out.getvalue()


def small(jpeg: bytes, side: int = EMBEDDED) -> bytes:
    """The picture scaled to at most `side` pixels a side; `jpeg` is the result of `check`."""
    from PIL import Image
    from PIL.Image import Resampling

    image = Image.open(io.BytesIO(jpeg))
    image.draft(
        "RGB", (side, side)
    )  # decoding at half, a quarter or an eighth of the size is almost free
    image.thumbnail((side, side), Resampling.LANCZOS)
    out = io.BytesIO()
    _standard(image).save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _opened(data: bytes, name: str) -> Image:
    from PIL import Image, UnidentifiedImageError

    try:
        with catch_warnings():  # we report our own limit below
            simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        pixels = image.width * image.height
        if image.format == "JPEG" and PIXELS < pixels <= MOST_PIXELS:
            image.draft("RGB", (MOST, MOST))
            image.format = None  # it is no longer the original
            pixels = image.width * image.height
        if pixels <= PIXELS:
            image.load()
            return image
    except Image.DecompressionBombError:
        raise InputError(
            "the picture has too many pixels; make it a square of {least} to {most}",
            file=name,
            least=LEAST,
            most=MOST,
        ) from None
    except UnidentifiedImageError:
        raise InputError(
            "the cover is not a JPEG or PNG picture; save it as one of them", file=name
        ) from None
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(
            "the cover is damaged: {problem}; save it again from where it was made",
            file=name,
            problem=str(error),
        ) from error
    raise _wrong_size(image, name)


def _wrong_size(image: Image, name: str) -> InputError:
    return InputError(
        "the cover has {width} × {height} pixels; make it a square of {least} to {most}",
        file=name,
        width=image.width,
        height=image.height,
        least=LEAST,
        most=MOST,
    )


def _measure(image: Image, name: str) -> None:
    short, long = sorted(image.size)
    if short >= LEAST and short >= long * (1 - CROPPED):
        return
    raise _wrong_size(image, name)


def _square(image: Image, warnings: list[Caution]) -> Image:
    side = min(image.size)
    if image.width == image.height:
        return image
    warnings.append(
        caution(
            "{file}: cropped from {width} × {height} to a square of {side} pixels",
            width=image.width,
            height=image.height,
            side=side,
        )
    )
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side))


def _scaled(image: Image, warnings: list[Caution]) -> Image:
    from PIL.Image import Resampling

    if image.width <= MOST:
        return image
    warnings.append(
        caution("{file}: scaled down from {width} to {side} pixels", width=image.width, side=MOST)
    )
    plain = image if image.mode in ("RGB", "L", "CMYK", "RGBA") else image.convert("RGBA")
    return plain.resize((MOST, MOST), Resampling.LANCZOS)


def _rgb(image: Image, warnings: list[Caution]) -> Image:
    """The picture in RGB, with transparency on white, as apps that accept PNG show it."""
    from PIL import Image as Pictures

    if image.mode == "RGB":
        return _standard(image)
    if image.mode.startswith("I"):  # 16-bit grey, which a plain conversion would clip to white
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    if image.has_transparency_data:
        warnings.append(caution("{file}: laid on white, as podcast covers cannot be transparent"))
        clear = image.convert("RGBA")
        return Pictures.alpha_composite(Pictures.new("RGBA", clear.size, "white"), clear).convert(
            "RGB"
        )
    warnings.append(
        caution("{file}: converted from {mode} to RGB, so its colours may differ", mode=image.mode)
    )
    return _standard(image)


def _standard(image: Image) -> Image:
    """The picture in sRGB, converted with its own colour profile if it has a readable one."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, own, screen, outputMode="RGB")
            if turned:
                return turned
    return image.convert("RGB")
