"""Who serves what, made ready once for many projections."""

from collections import defaultdict
from dataclasses import dataclass

from ticketing.catalogue import Catalogue
from ticketing.policy import Policy


@dataclass(frozen=True, slots=True)
class Side:
    """What a counter sees of a pool: how it likes it, or from when on it helps there."""

    pool: int
    preference: int
    helps_after_min: int | None


class Layout:
    """Who serves what in a catalogue, by pools: services that the same counters serve alike.

    Args:
        catalogue: Counters, services and policies.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.group = {one.name: one.agency for one in catalogue.counters}
        by_service: dict[str, list[tuple[str, int, int | None]]] = defaultdict(list)
        for counter, duties in catalogue.duties.items():
            for duty in duties:
                by_service[duty.service].append((counter, duty.preference, duty.helps_after_min))
        self.pool_of: dict[str, int] = {}
        self.policies: list[Policy] = []
        self.sides: dict[str, list[Side]] = {one.name: [] for one in catalogue.counters}
        known: dict[object, int] = {}
        for service, served in by_service.items():
            policy = catalogue.policies.of(service)
            pool = known.setdefault((tuple(served), policy), len(known))
            self.pool_of[service] = pool
            if pool == len(self.policies):
                self.policies.append(policy)
                for counter, preference, helps in served:
                    self.sides[counter].append(Side(pool, preference, helps))
        self.part_of = self._parts()

    def _parts(self) -> dict[str, int]:
        """Number the parts of the hall that share no pool: what goes on in one says nothing of another."""
        part: dict[str, int] = {}
        by_pool: dict[int, list[str]] = defaultdict(list)
        for counter, sides in self.sides.items():
            for side in sides:
                by_pool[side.pool].append(counter)
        for number, counter in enumerate(self.sides):
            todo = [counter]
            while todo:
                one = todo.pop()
                if one not in part:
                    part[one] = number
                    todo += [other for side in self.sides[one] for other in by_pool[side.pool]]
        return part
