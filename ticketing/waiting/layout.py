"""Who serves what, made ready once for many projections."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ticketing.catalogue import Catalogue
from ticketing.policy import Kind, Policies, Policy


@dataclass(frozen=True, slots=True)
class Side:
    """What a counter sees of a pool: how it likes it, or from when on it helps there."""

    pool: int
    preference: int
    helps_after_min: int | None


class Layout:
    """Who serves what in a catalogue, by pools: services that the same counters serve alike.

    A service of which the calls are counted, or that counters help with after somebody has waited for
    long, is a pool of its own: the hall looks at each such service by itself.

    Args:
        catalogue: Counters, services and policies.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.group = {one.name: one.agency for one in catalogue.counters}
        by_service: dict[str, list[tuple[str, int, int | None]]] = defaultdict(list)
        for counter, duties in catalogue.duties.items():
            for duty in duties:
                by_service[duty.service].append((counter, duty.preference, duty.helps_after_min))
        self._policies: Policies = catalogue.policies
        self.pool_of: dict[str, int] = {}
        self.policies: list[Policy] = []
        self.services: list[list[str]] = []
        self.sides: dict[str, list[Side]] = {one.name: [] for one in catalogue.counters}
        known: dict[object, int] = {}
        for service, served in by_service.items():
            policy = catalogue.policies.of(service)
            is_alone = policy.kind is Kind.ONE_IN_N or any(helps is not None for *_, helps in served)
            pool = known.setdefault((tuple(served), policy, service if is_alone else ""), len(known))
            self.pool_of[service] = pool
            if pool == len(self.policies):
                self.policies.append(policy)
                self.services.append([])
                for counter, preference, helps in served:
                    self.sides[counter].append(Side(pool, preference, helps))
            self.services[pool].append(service)
        self.part_of = _parts(self.sides)
        own = {
            name: [side for side in sides if side.helps_after_min is None]
            for name, sides in self.sides.items()
        }
        #: The pools that a counter serves at all times, and who does so of a pool.
        self.own_pools = {name: tuple(side.pool for side in sides) for name, sides in own.items()}
        self.owners: dict[int, list[str]] = defaultdict(list)
        for name, pools in self.own_pools.items():
            for pool in pools:
                self.owners[pool].append(name)
        #: Counters that share a queue at all times: who stands in it is ahead of who comes.
        self.line_of = _parts(own)
        self._line_of_service = {
            service: self.line_of[self.owners[pool][0]]
            for service, pool in self.pool_of.items()
            if self.owners.get(pool)
        }
        self._part_of_pool = {side.pool: self.part_of[name] for name in own for side in self.sides[name]}

    def policy_of(self, service: str) -> Policy:
        """Return the policy of a service, whether a counter serves it or not."""
        pool = self.pool_of.get(service)
        return self._policies.of(service) if pool is None else self.policies[pool]

    def line_of_service(self, service: str) -> int | None:
        """Tell in which line one stands for a service; None where counters at most help."""
        return self._line_of_service.get(service)

    def part_of_service(self, service: str) -> int | None:
        """Tell in which part of the hall a service is; None where no counter serves it."""
        return self._part_of_pool.get(self.pool_of.get(service, -1))

    def group_of_service(self, service: str) -> str | None:
        """Tell whose clerks serve a service, the first of several; None where counters at most help."""
        owners = self.owners.get(self.pool_of.get(service, -1))
        return self.group[owners[0]] if owners else None

    def counters_in(self, parts: Collection[int]) -> list[str]:
        """List the counters of some parts of the hall."""
        return [name for name in self.group if self.part_of[name] in parts]

    def services_in(self, counters: Iterable[str]) -> list[str]:
        """List the services that some counters serve or help with."""
        pools = dict.fromkeys(side.pool for name in counters for side in self.sides[name])
        return [service for pool in pools for service in self.services[pool]]


def _parts(sides: Mapping[str, Sequence[Side]]) -> dict[str, int]:
    """Number the parts of the hall that share no pool: what goes on in one says nothing of another."""
    part: dict[str, int] = {}
    by_pool: dict[int, list[str]] = defaultdict(list)
    for counter, seen in sides.items():
        for side in seen:
            by_pool[side.pool].append(counter)
    for number, counter in enumerate(sides):
        todo = [counter]
        while todo:
            one = todo.pop()
            if one not in part:
                part[one] = number
                todo += [other for side in sides[one] for other in by_pool[side.pool]]
    return part
