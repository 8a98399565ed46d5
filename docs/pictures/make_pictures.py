"""Takes the pictures of the README: a demo without a screen, upright and lying, made small.

``make pictures`` runs it. Look at the pictures before they are committed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

#: No side of a picture is longer, in pixels.
LONGEST = 900
_COLOURS = 96

#: Name of a picture, and what of the demo's own it is made from: the last that is there.
UPRIGHT = {
    "kiosk-welcome": "kiosk-welcome-id.png",
    "kiosk-home": "kiosk-home-id.png",
    "kiosk-service": "kiosk-service-en.png",
    "kiosk-number": "kiosk-number-out-en.png",
    "counter": "counter-1-called.png",
    "paper": "papers/[0-9]*.png",
}
LYING = {"kiosk-lying": "kiosk-service-id.png"}


def main() -> int:
    """Take every picture anew."""
    take(UPRIGHT, "--visitors", "8")
    take(LYING, "--visitors", "2", "--landscape")
    return 0


def take(wanted: dict[str, str], *options: str) -> None:
    """Play a demo and keep the pictures that are wanted."""
    with tempfile.TemporaryDirectory(prefix="antrean-pictures-") as folder:
        program = [sys.executable, str(ROOT / "main.py"), "demo", "--offscreen", "--shots", folder]
        subprocess.run([*program, *options], check=True)
        for name, pattern in wanted.items():
            found = sorted(Path(folder).glob(pattern))
            if not found:
                sys.exit(f"The demo left no {pattern}.")
            shrink(found[-1], HERE / f"{name}.png")


def shrink(source: Path, target: Path, longest: int = LONGEST, colours: int = _COLOURS) -> None:
    """Write a picture small: no side over `longest` pixels, few colours."""
    with Image.open(source) as full:
        picture = full.convert("RGB")
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    few = picture.quantize(colours, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}  {few.width} × {few.height}  {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main())
