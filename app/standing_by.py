"""A kiosk's own queue state, for when the hall's server is out of reach."""

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.late_store import late_store
from app.left_behind import LeftBehind
from app.orders import Orders
from app.parts import Parts, address
from store.location import ServerLocation, location_of
from ticketing.away import AwayHall, HandingIn
from ticketing.errors import StoreDamaged
from ticketing.standby import Standby

if TYPE_CHECKING:
    from store.store import SqlStore

log = logging.getLogger(__name__)


def is_wanted(orders: Orders) -> bool:
    """Tell whether a kiosk keeps one: a hall in a file is out of reach only with the whole machine."""
    is_server = isinstance(location_of(address(orders.db, orders.config)), ServerLocation)
    return is_server and orders.config.kiosk.lease > 0


def file_of(orders: Orders) -> Path:
    """Tell where it lies: on the kiosk's own disk."""
    name = re.sub(r"[^A-Za-z0-9-]", "_", orders.kiosk_name)
    return orders.run_folder / f"standby-{name}.db"


def other_files(orders: Orders) -> list[Path]:
    """List those that it began when its hall had another address, or when it stood in another hall."""
    own = file_of(orders)
    return sorted(file for file in orders.config.data.glob(f"*.run/{own.name}") if file != own)


def own_store(orders: Orders) -> "SqlStore":
    """Open it when it is first used; a damaged one is put aside and begun anew."""
    file = file_of(orders)

    def opener() -> "SqlStore":
        from store.store import open_store

        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            return open_store(str(file))
        except StoreDamaged:
            aside = file.with_suffix(f".damaged-{time.time_ns()}")
            log.error("the kiosk's own numbers are damaged; they are kept as %s", aside)
            for end in ("", "-wal", "-shm", "-journal"):
                part = file.with_name(file.name + end)
                if part.exists():
                    part.rename(aside.with_name(aside.name + end))
            return open_store(str(file))

    return late_store(opener)


@dataclass(frozen=True, slots=True)
class StandingBy:
    """A standby and the store that it stands on.

    Attributes:
        standby: What the kiosk gives numbers from.
        close: Gives the connections of its store back.
        left: What it gave when its hall had another address.
    """

    standby: Standby
    close: Callable[[], None]
    left: LeftBehind


def standing_by(parts: Parts, orders: Orders) -> StandingBy | None:
    """Make a kiosk ready to go on alone; None where it does not."""
    if not is_wanted(orders):
        return None
    own, rules, name = own_store(orders), orders.config.rules.rules(), orders.kiosk_name
    handing_in = HandingIn(parts.store, parts.clock, rules)

    def standby_on(store: "SqlStore") -> Standby:
        alone = AwayHall(store, parts.clock, name, rules)
        return Standby(parts.store, handing_in, store, alone, parts.clock, name, orders.config.kiosk.lease)

    return StandingBy(standby_on(own), own.close, LeftBehind(other_files(orders), standby_on))
