"""Sounds that were made before, as many as there is room for."""

from collections import OrderedDict
from collections.abc import Hashable

from voice.sound import Sound


class Shelf:
    """Keeps what was asked for last.

    Args:
        room_bytes: The samples of all sounds together are never more.
    """

    def __init__(self, room_bytes: int) -> None:
        self._room = room_bytes
        self._sounds: OrderedDict[Hashable, Sound] = OrderedDict()
        self._used = 0

    @property
    def used_bytes(self) -> int:
        """How much is kept."""
        return self._used

    def find(self, name: Hashable) -> Sound | None:
        """Take down a sound; None where it is not kept."""
        if name in self._sounds:
            self._sounds.move_to_end(name)
        return self._sounds.get(name)

    def keep(self, name: Hashable, sound: Sound) -> None:
        """Keep a sound in place of those that were not asked for longest; not one larger than the room."""
        if name in self._sounds:
            self._used -= len(self._sounds.pop(name).pcm)
        if len(sound.pcm) > self._room:
            return
        self._sounds[name] = sound
        self._used += len(sound.pcm)
        while self._used > self._room:
            self._used -= len(self._sounds.popitem(last=False)[1].pcm)
