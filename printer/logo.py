"""A hall's logo: any picture, made black and white and small enough for the paper."""

import os
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from printer.blocks import DOTS_PER_MM, Paper

#: The largest file that is opened.
LARGEST_BYTES = 4_000_000
#: The most dots that are unpacked.
MOST_DOTS = 16_000_000

# How large a logo may be on paper, in dots, by the width of the paper in millimetres.
_ROOM = {80: (48 * DOTS_PER_MM, 14 * DOTS_PER_MM), 58: (40 * DOTS_PER_MM, 12 * DOTS_PER_MM)}
_MOST_TIMES = 2
_WHITE, _BLACK = 255, 0

# Greys up to this become black: a fine line that was made smaller is pale.
_DARK = 160
# Line art has no more than this of what is not white in one shade of grey, and in all of them: it is
# black but for its edges. One shade of sixteen is a colour, all of them a photograph.
_ONE_SHADE, _ALL_SHADES = 0.1, 0.6


class BrokenLogo(ValueError):
    """A file is no logo.

    Attributes:
        problem: Key of the sentence in ``language.sentences``.
        detail: What the sentence mentions.
    """

    def __init__(self, problem: str, detail: str) -> None:
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, slots=True, eq=False)
class Logo:
    """A logo for each width of paper, by millimetres: 1-bit, black where a pixel is 0."""

    images: dict[int, Image.Image]

    def on(self, paper: Paper) -> Image.Image:
        """Return the logo for a kind of paper."""
        return self.images[paper.width_mm]


def read(path: Path) -> Logo:
    """Read a picture and make it fit for each width of paper.

    At most 48 × 14 mm on paper of 80 mm and 40 × 12 mm on 58 mm, never enlarged more than twice.
    What is transparent is white. Line art gets hard edges; a picture with many greys is dithered.

    Raises:
        BrokenLogo: There is no such file, it is no picture, or it is larger than `LARGEST_BYTES`
            or `MOST_DOTS`.
    """
    if not os.path.isfile(path):  # `Path.is_file` raises where the name is too long
        raise BrokenLogo("logo_missing", path.name)
    try:
        grey = ImageOps.autocontrast(_grey(path))
    except BrokenLogo:
        raise
    except Exception as wrong:  # a broken picture makes its decoder fail in any way
        raise BrokenLogo("logo_unreadable", f"{path.name} ({type(wrong).__name__})") from wrong
    has_greys = _has_greys(grey)
    return Logo({width_mm: _fitted(grey, room, has_greys=has_greys) for width_mm, room in _ROOM.items()})


def _grey(path: Path) -> Image.Image:
    """Open a picture as it is meant to be seen: upright, on white, grey."""
    if path.stat().st_size > LARGEST_BYTES:
        raise BrokenLogo("logo_too_large", path.name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # how large is too large we say below
        try:
            image = Image.open(path)
        except Image.DecompressionBombError as bomb:
            raise BrokenLogo("logo_too_large", path.name) from bomb
        with image:
            if image.width * image.height > MOST_DOTS:
                raise BrokenLogo("logo_too_large", path.name)
            if image.format == "EPS":  # would be handed to another program
                raise BrokenLogo("logo_unreadable", path.name)
            image.draft("L", (800, 800))  # a photograph is unpacked no larger than it must be
            return _on_white(ImageOps.exif_transpose(image))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits, of which the upper eight count
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB").convert("L")
    seen = image.convert("RGBA")
    ground = Image.new("L", seen.size, _WHITE)
    ground.paste(seen.convert("L"), mask=seen.getchannel("A"))
    return ground


def _has_greys(grey: Image.Image) -> bool:
    """Tell a photograph, or a picture of several colours, from line art."""
    counts = grey.histogram()
    black, *greys, _ = (sum(counts[at : at + 16]) for at in range(0, 256, 16))
    ink = black + sum(greys)
    return max(greys) > ink * _ONE_SHADE or sum(greys) > ink * _ALL_SHADES


def _fitted(grey: Image.Image, room: tuple[int, int], *, has_greys: bool) -> Image.Image:
    times = min(room[0] / grey.width, room[1] / grey.height, _MOST_TIMES)
    size = (max(1, round(grey.width * times)), max(1, round(grey.height * times)))
    small = grey.resize(size, Image.Resampling.LANCZOS)
    if has_greys:
        return small.convert("1")  # Floyd and Steinberg's dither
    return small.point(lambda value: _BLACK if value <= _DARK else _WHITE).convert("1")
