# SPDX-License-Identifier: GPL-3.0-or-later
"""Write chime.wav, the sound before a call: three bell tones going down, G5 E5 C5.

Run ``python assets/sounds/make_chime.py`` after a change here; the result is the same on every run.
"""

import math
import struct
import wave
from pathlib import Path

RATE_HZ = 44_100
LENGTH_S = 1.3
PEAK = 10 ** (-6 / 20)  # -6 dBFS: loud enough for a hall, and no amplifier clips
ATTACK_S = 0.012  # a soft beginning; a hard one makes people start
FADE_S = 0.25
# When each tone is struck (s), its pitch (Hz), its loudness.
TONES = ((0.00, 783.99, 0.85), (0.22, 659.26, 0.92), (0.44, 523.25, 1.00))
# What makes it a bell: multiple of the pitch, loudness, time to fall to 37 % (s).
PARTIALS = ((1.0, 1.00, 0.42), (2.0, 0.28, 0.26), (3.01, 0.10, 0.16), (4.17, 0.04, 0.09))


def tone(seconds: float, frequency_hz: float) -> float:
    """Return the height of one bell tone, `seconds` after it was struck; 0 before."""
    if seconds < 0:
        return 0.0
    attack = 0.5 - 0.5 * math.cos(math.pi * min(1.0, seconds / ATTACK_S))
    return attack * sum(
        loudness * math.exp(-seconds / decay_s) * math.sin(2 * math.pi * frequency_hz * ratio * seconds)
        for ratio, loudness, decay_s in PARTIALS
    )


def samples() -> list[float]:
    """Return the whole chime, its highest peak at PEAK."""
    heights = []
    for index in range(int(RATE_HZ * LENGTH_S)):
        now_s = index / RATE_HZ
        fade = 0.5 - 0.5 * math.cos(math.pi * min(1.0, (LENGTH_S - now_s) / FADE_S))
        heights.append(
            fade * sum(loudness * tone(now_s - start_s, hertz) for start_s, hertz, loudness in TONES)
        )
    highest = max(abs(height) for height in heights)
    return [PEAK * height / highest for height in heights]


def main() -> None:
    """Write chime.wav beside this file: mono, 16 bit."""
    frames = b"".join(struct.pack("<h", round(32_767 * height)) for height in samples())
    with wave.open(str(Path(__file__).with_name("chime.wav")), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        sound.writeframes(frames)


if __name__ == "__main__":
    main()
