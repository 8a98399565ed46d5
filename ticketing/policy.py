"""How priority is weighed against waiting: what a hall sets, for all services or for one."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """The policies by name; `ticketing.selection` has what each does."""

    STRICT = "strict"
    ONE_IN_N = "one_in_n"
    AGEING = "ageing"


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy with its numbers.

    Attributes:
        kind: Which one.
        weight: For ageing: how many times faster the claim of a priority ticket grows.
        n: For one in n: of so many calls of a service, one at least is for a regular ticket.
        bound_min: Whoever has waited so many minutes is not overtaken any more by anybody who came
            later, whatever the policy.
    """

    kind: Kind = Kind.AGEING
    weight: float = 4.0
    n: int = 3
    bound_min: int = 60


@dataclass(frozen=True, slots=True)
class Policies:
    """The policy of the hall, and those of services that have their own."""

    hall: Policy = Policy()
    services: tuple[tuple[str, Policy], ...] = ()

    def of(self, service: str) -> Policy:
        """Return the policy of a service."""
        return next((policy for code, policy in self.services if code == service), self.hall)

    def changed(self, service: str, policy: Policy) -> "Policies":
        """Return these with another policy for a service; an empty name changes that of the hall."""
        if not service:
            return replace(self, hall=policy)
        others = tuple(one for one in self.services if one[0] != service)
        return replace(self, services=(*others, (service, policy)))
