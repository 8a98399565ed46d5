# SPDX-License-Identifier: GPL-3.0-or-later
"""Draw the icon of the visitor's page, a ticket with a number: as SVG and as PNG for home screens.

Run ``python assets/icons/make_page_icons.py`` after a change here; the result is the same on every run.
The ground fills the square, and the ticket lies within the middle 80 %: a phone may cut it round.
"""

from pathlib import Path

from PIL import Image, ImageDraw

PAGE = Path(__file__).parents[2] / "phone" / "page"
#: All lengths below are parts of a square of so many; the PNG is drawn larger and made small.
SIDE = 96
PNG_SIDE = 192
_FINER = 4

GROUND, PAPER, INK, GOLD = "#0A5850", "#FFFFFF", "#14211F", "#F2B53A"
TICKET = (24, 18, 72, 78)  # left, top, right, bottom
STUB_END = 52
ROUND = 6
NOTCH = 4
# The letter on the stub: an A of three bars, as corners of polygons.
LETTER = (
    ((35, 46), (44.5, 24), (51.5, 24), (61, 46), (54.6, 46), (48, 29.6), (41.4, 46)),
    ((41, 37), (55, 37), (55, 42), (41, 42)),
)
# What is written below it: left, top, right, bottom.
LINES = ((32, 60, 64, 64), (32, 68, 54, 72))


def svg() -> str:
    """Write the icon as SVG."""
    left, top, right, bottom = TICKET
    shape = 'x="{0}" y="{1}" width="{2}" height="{3}"'
    letter = "".join("M" + "L".join(f"{x} {y}" for x, y in corners) + "Z" for corners in LETTER)
    lines = "".join(
        f'<rect {shape.format(a, b, c - a, d - b)} rx="2" fill="{GROUND}"/>' for a, b, c, d in LINES
    )
    stub = (
        f"M{left} {STUB_END}V{top + ROUND}a{ROUND} {ROUND} 0 0 1 {ROUND}-{ROUND}h{right - left - 2 * ROUND}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="{GROUND}"/>'
        f'<rect {shape.format(left, top, right - left, bottom - top)} rx="{ROUND}" fill="{PAPER}"/>'
        f'<path d="{stub}a{ROUND} {ROUND} 0 0 1 {ROUND} {ROUND}V{STUB_END}Z" fill="{INK}"/>'
        f'<path d="{letter}" fill="{GOLD}"/>{lines}'
        f'<circle cx="{left}" cy="{STUB_END}" r="{NOTCH}" fill="{GROUND}"/>'
        f'<circle cx="{right}" cy="{STUB_END}" r="{NOTCH}" fill="{GROUND}"/></svg>\n'
    )


def png(side: int) -> Image.Image:
    """Draw the icon `side` pixels wide."""
    scale = side * _FINER / SIDE
    image = Image.new("RGB", (side * _FINER, side * _FINER), GROUND)
    draw = ImageDraw.Draw(image)

    def box(*ends: float) -> tuple[float, ...]:
        a, b, c, d = (end * scale for end in ends)
        return a, b, c - 1, d - 1

    left, top, right, _ = TICKET
    draw.rounded_rectangle(box(*TICKET), ROUND * scale, PAPER)
    draw.rounded_rectangle(box(left, top, right, STUB_END), ROUND * scale, INK)
    draw.rectangle(box(left, STUB_END - ROUND, right, STUB_END), INK)
    for corners in LETTER:
        draw.polygon([(x * scale, y * scale) for x, y in corners], GOLD)
    for line in LINES:
        draw.rounded_rectangle(box(*line), 2 * scale, GROUND)
    for x in (left, right):
        draw.ellipse(box(x - NOTCH, STUB_END - NOTCH, x + NOTCH, STUB_END + NOTCH), GROUND)
    small = image.resize((side, side), Image.Resampling.LANCZOS)
    return small.quantize(24, dither=Image.Dither.NONE)


def main() -> None:
    """Write both beside the page."""
    (PAGE / "icon.svg").write_text(svg(), encoding="utf-8")
    png(PNG_SIDE).save(PAGE / f"icon-{PNG_SIDE}.png", optimize=True)


if __name__ == "__main__":
    main()
