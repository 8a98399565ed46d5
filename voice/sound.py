"""A sound as values: one channel, 16 bits, 22,050 samples a second."""

import array
import sys
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: Samples in a second: what espeak-ng speaks with.
RATE = 22_050

_LOUDEST = 32_767
_LONGEST_FILE_S = 60


class BrokenSound(ValueError):
    """A file is no sound that can be played; its text says why."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of one channel, 16 bits, little-endian, `RATE` a second."""

    pcm: bytes = b""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.pcm) / 2 / RATE

    @property
    def peak(self) -> float:
        """Its loudest sample, from 0 to 1."""
        samples = _samples(self.pcm)
        return max((abs(min(samples)), abs(max(samples)))) / (_LOUDEST + 1) if samples else 0.0

    def clipped(self) -> int:
        """Count the samples that are as loud as can be: more than a few sound harsh."""
        samples = _samples(self.pcm)
        return sum(1 for one in samples if one >= _LOUDEST or one <= -_LOUDEST)


def silence(seconds: float) -> Sound:
    """Make a pause."""
    return Sound(bytes(2 * round(seconds * RATE)))


def joined(sounds: Iterable[Sound]) -> Sound:
    """Make one sound of several, one after the other."""
    return Sound(b"".join(sound.pcm for sound in sounds))


def trimmed(sound: Sound, least: int = 300) -> Sound:
    """Cut off what is nearly silent at either end; `least` is the first sample that is heard."""
    samples = _samples(sound.pcm)
    loud = [n for n, one in enumerate(samples) if abs(one) > least]
    return Sound(_bytes(samples[loud[0] : loud[-1] + 1])) if loud else Sound()


def read(file: Path) -> Sound:
    """Read a WAV file: 16 bits, one or two channels, any rate from 8,000 to 96,000 a second.

    Raises:
        BrokenSound: It is missing, broken, of another kind or longer than a minute.
    """
    try:
        with wave.open(str(file)) as opened:
            channels, width, rate = opened.getnchannels(), opened.getsampwidth(), opened.getframerate()
            if width != 2 or channels not in (1, 2) or not 8_000 <= rate <= 96_000:
                raise BrokenSound(f"{channels} channels, {width * 8} bits, {rate} Hz")
            if opened.getnframes() > _LONGEST_FILE_S * rate:
                raise BrokenSound(f"longer than {_LONGEST_FILE_S} s")
            frames = opened.readframes(opened.getnframes())
    except (OSError, EOFError, wave.Error, ValueError) as wrong:
        if isinstance(wrong, BrokenSound):
            raise
        raise BrokenSound(str(wrong) or type(wrong).__name__) from wrong
    samples = _samples(frames[: len(frames) // (2 * channels) * 2 * channels])
    if channels == 2:
        samples = array.array("h", [(left + right) // 2 for left, right in _pairs(samples)])
    if rate != RATE:
        samples = _resampled(samples, rate)
    return Sound(_bytes(samples))


def _pairs(samples: "array.array[int]") -> Iterable[tuple[int, int]]:
    return zip(samples[::2], samples[1::2], strict=True)


def _resampled(samples: "array.array[int]", rate: int) -> "array.array[int]":
    """Bring samples to `RATE`: averages of two at twice the rate, else on the line between two."""
    if rate == 2 * RATE:
        return array.array(
            "h", [(one + other) // 2 for one, other in _pairs(samples[: len(samples) // 2 * 2])]
        )
    step = rate / RATE
    last = len(samples) - 1
    out = array.array("h")
    for n in range(int(len(samples) / step)):
        at = n * step
        low = int(at)
        high = min(low + 1, last)
        out.append(round(samples[low] + (samples[high] - samples[low]) * (at - low)))
    return out


def _samples(pcm: bytes) -> "array.array[int]":
    samples = array.array("h")
    samples.frombytes(pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _bytes(samples: "array.array[int]") -> bytes:
    if sys.byteorder == "big":
        samples = array.array("h", samples)
        samples.byteswap()
    return samples.tobytes()
