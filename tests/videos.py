"""Small videos and pictures, made by ffmpeg where a test needs them."""

import subprocess
from pathlib import Path

from PySide6.QtGui import QColor, QImage


def video(file: Path, *, seconds: float = 1.0, size: str = "160x90", sound: bool = False) -> Path:
    """Make a green video of 25 frames a second; its kind follows from the end of its name."""
    source = ["-f", "lavfi", "-i", f"color=c=0x00C000:size={size}:rate=25:duration={seconds}"]
    tone = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}"] if sound else []
    kind = ["-c:v", "libvpx", "-b:v", "400k"] if file.suffix == ".webm" else ["-c:v", "libx264"]
    options = ["-pix_fmt", "yuv420p", "-threads", "1", "-shortest", str(file)]
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *source, *tone, *kind, *options], check=True)
    return file


def picture(file: Path, colour: str = "#C00000", width: int = 40, height: int = 40) -> Path:
    """Make a picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(file))
    return file
