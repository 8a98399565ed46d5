"""Recorded clips of a hall: one WAV file for each piece, in a folder for each language."""

from dataclasses import dataclass
from pathlib import Path

from ticketing.words import Language
from voice.phrase import Piece
from voice.sound import BrokenSound, Sound, read, trimmed

#: A clip that is longer keeps the hall waiting; one of an agency's name may be this long.
LONGEST_S = 4.0
#: Louder than this, or with more samples at the limit, it is harsh.
LOUDEST = 0.98
_MOST_CLIPPED = 8
#: Quieter than this it is lost in a hall.
QUIETEST = 0.1


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a clip: ``missing``, ``broken``, ``loud``, ``quiet`` or ``long``."""

    problem: str
    detail: str = ""


class Clips:
    """The clips of a folder, each read once; what is broken counts as missing.

    Args:
        folder: Holds ``id/digit-3.wav`` and so on; None or a missing one has no clips.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._read: dict[tuple[Language, str], Sound | None] = {}

    def find(self, piece: Piece, language: Language) -> Sound | None:
        """Return the recording of a piece; None where there is none that can be played."""
        known = (language, piece.key)
        if known not in self._read:
            self._read[known] = self._load(piece, language)
        return self._read[known]

    def file(self, piece: Piece, language: Language) -> Path | None:
        """Say where its recording belongs; None without a folder."""
        return self._folder / language.value / f"{piece.key}.wav" if self._folder else None

    def check(self, piece: Piece, language: Language) -> Fault | None:
        """Look whether a recording is there, sound, not too loud and not too long."""
        file = self.file(piece, language)
        if file is None or not file.exists():
            return Fault("missing")
        try:
            sound = read(file)
        except BrokenSound as broken:
            return Fault("broken", str(broken))
        if sound.peak > LOUDEST and sound.clipped() > _MOST_CLIPPED:
            return Fault("loud", f"{sound.peak:.2f}")
        if sound.peak < QUIETEST:
            return Fault("quiet", f"{sound.peak:.2f}")
        if sound.seconds > LONGEST_S:
            return Fault("long", f"{sound.seconds:.1f} s")
        return None

    def _load(self, piece: Piece, language: Language) -> Sound | None:
        file = self.file(piece, language)
        if file is None:
            return None
        try:
            sound = trimmed(read(file))
        except BrokenSound:
            return None
        return sound if sound.pcm else None
