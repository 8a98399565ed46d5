"""How a visitor wants the kiosk to be: larger, plainer, lower, spoken. No Qt."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Wish(StrEnum):
    """What may be switched; each value is the name of its field in `Ease`."""

    LARGE = "large"
    CONTRAST = "contrast"
    LOW = "low"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Ease:
    """What one visitor has switched on; it ends with their visit.

    Attributes:
        large: Larger letters.
        contrast: Black, white and one yellow.
        low: All that can be touched stands within reach of who sits in a wheelchair.
        spoken: Pages and buttons are read aloud.
    """

    large: bool = False
    contrast: bool = False
    low: bool = False
    spoken: bool = False

    def has(self, wish: Wish) -> bool:
        """Tell whether something is switched on."""
        return bool(getattr(self, wish.value))

    def switched(self, wish: Wish) -> "Ease":
        """Switch one on or off."""
        return replace(self, **{wish.value: not self.has(wish)})


#: What every visitor meets at first.
NO_EASE = Ease()
