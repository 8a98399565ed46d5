"""Which part of the hall a board is for."""

from collections.abc import Sequence

from ticketing.catalogue import Catalogue
from ticketing.model import Call


class Zones:
    """The zones that a board shows and speaks; none named are all.

    Args:
        names: As the catalogue writes them.
    """

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.names = tuple(names)

    def has(self, call: Call, catalogue: Catalogue) -> bool:
        """Tell whether a call is for this board: its counter stands in one of the zones."""
        counter = catalogue.counter.get(call.counter)
        return not self.names or (counter is not None and counter.zone in self.names)

    def has_agency(self, agency: str, catalogue: Catalogue) -> bool:
        """Tell whether an agency has a counter in one of the zones."""
        return not self.names or any(one.zone in self.names for one in catalogue.counters_of(agency))

    def strays(self, catalogue: Catalogue) -> tuple[str, ...]:
        """List the zones in which the hall has no counter: they are misspelt, or gone."""
        known = {counter.zone for counter in catalogue.counters}
        return tuple(name for name in self.names if name not in known)
