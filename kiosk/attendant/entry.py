"""What is typed to sign in. No Qt."""

_LONGEST_NAME = 30
_LONGEST_PIN = 12


class Entry:
    """A name and a PIN; the PIN is held here and nowhere else, until it is taken for a try."""

    def __init__(self) -> None:
        self.name = ""
        self._pin = ""

    @property
    def pin_length(self) -> int:
        """How many digits of the PIN were typed."""
        return len(self._pin)

    def add_to_name(self, letter: str) -> None:
        """Add a letter; more than a name can have are left out."""
        self.name = (self.name + letter)[:_LONGEST_NAME]

    def add_to_pin(self, digit: str) -> None:
        """Add a digit; more than a PIN can have are left out."""
        self._pin = (self._pin + digit)[:_LONGEST_PIN]

    def shorten_name(self) -> None:
        """Take back the last letter."""
        self.name = self.name[:-1]

    def shorten_pin(self) -> None:
        """Take back the last digit."""
        self._pin = self._pin[:-1]

    def take_pin(self) -> str:
        """Return the PIN, and forget it."""
        pin, self._pin = self._pin, ""
        return pin

    def forget(self) -> None:
        """Forget both."""
        self.name = self._pin = ""
