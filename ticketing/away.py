"""A kiosk whose server is out of reach goes on, and what it gave is handed in afterwards.

The kiosk has a queue state of its own with what the hall offers, and a block of numbers
(`ticketing.lease`). It asks the same rules there as in the hall, but for the quota, the load and the
calls of others, which it cannot know.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from ticketing import issuing, lease
from ticketing.errors import NoLease, NumberTaken
from ticketing.ground import Ground
from ticketing.issuing import Issued, Wish, new_token
from ticketing.lease import Lease
from ticketing.lifecycle import Action, State
from ticketing.model import HallInfo, Leg
from ticketing.moment import Moment, event_of
from ticketing.papers import Papers
from ticketing.placing import Rules
from ticketing.ports import Clock, Store
from ticketing.quota import Channel
from ticketing.words import Language

#: Stands as the reason in the journal where a ticket came in later than it was given.
HANDED_IN = "handed in"

#: Stands there where a tap had been stored although nobody could tell the kiosk.
GIVEN_ANEW = "given anew"

# Leaves what makes it a random UUID as it is.
_OTHER = 0x0000FFFF_FFFF_0FFF_0000_FFFFFFFFFFFF


def identity(tap: UUID) -> UUID:
    """Turn a tap into the identity of the ticket that a kiosk gives for it alone, and back.

    It is another than that of the tap: the hall may have stored a ticket for the same tap whose answer
    was lost on the way, and its number is not the one on the visitor's paper.
    """
    return UUID(int=tap.int ^ _OTHER)


class AwayHall(Papers):
    """What a kiosk does alone; the methods are those of `hall.Hall`.

    Args:
        store: Its own queue state.
        clock: The time; guarded by `ticketing.day`.
        kiosk: Its name.
        rules: What the hall decides.
        token: Makes the secret of a ticket.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        kiosk: str,
        rules: Rules | None = None,
        token: Callable[[], str] = new_token,
    ) -> None:
        super().__init__(store, clock, rules)
        self._kiosk = kiosk
        self._token = token

    def issue(
        self,
        service: str,
        language: Language,
        tap: UUID,
        *,
        priority: bool = False,
        kiosk: str = "",
        paper: bool = True,
        channel: Channel = Channel.WALK_IN,
    ) -> Issued:
        """Give a visitor a number of the kiosk's own block. Arguments and errors as `Hall.issue`.

        Raises:
            NoLease: There is no block, it has ended, or the prefix has used it up today.
        """
        wish = Wish(service, language, identity(tap), priority, kiosk, channel)
        self._ground.look_ahead()
        with self._ground.acting() as now:
            return issuing.give(now, wish, self._token, paper=paper, numbers=self._numbers)

    def hear(self, info: HallInfo) -> None:
        """Note the hall's time: a clock that runs ahead of it gives no numbers of another day."""
        self._ground.hear(info)

    def _numbers(self, now: Moment) -> Lease:
        assert now.info.day is not None
        found = lease.of_kiosk(now.tx.leases(), self._kiosk, now.info.day)
        if found is None:
            raise NoLease(kiosk=self._kiosk)
        return found


class HandingIn:
    """What a kiosk asks of the hall when it is in reach.

    Args:
        store: The hall's queue state.
        clock: The time; guarded by `ticketing.day`.
        rules: What the hall decides.
    """

    def __init__(self, store: Store, clock: Clock, rules: Rules | None = None) -> None:
        self._store = store
        self._clock = clock
        self._ground = Ground(store, clock, rules)

    def hear(self, info: HallInfo) -> None:
        """Note the hall's time: a clock that runs ahead of it does not end the hall's day."""
        self._ground.hear(info)

    def lease(self, kiosk: str, holder: UUID, size: int) -> Lease:
        """Lease a block of numbers, or the same for longer.

        It is counted by the hall's day, which no single clock moves, and does not open one.

        Raises:
            NoLease: All blocks are leased.
        """
        with self._store.writing() as tx:
            info = tx.hall()
            today = info.day or self._clock.now().astimezone(ZoneInfo(info.timezone)).date()
            granted = lease.grant(tx.leases(), kiosk, holder, size, today)
            tx.keep_lease(granted)
            return granted

    def hand_in(self, away: Leg) -> Leg:
        """Store a ticket that a kiosk gave alone; it waits from when it was given.

        The same one handed in twice is stored once. One of a day that is over has expired.

        Raises:
            NumberTaken: Another ticket of that day has its number: two kiosks are one another's copy.
        """
        with self._ground.acting() as now:
            earlier = now.tx.leg_of(away.ticket.id)
            if earlier is not None:
                return earlier
            ticket = away.ticket
            if now.tx.has_number(ticket.day, ticket.prefix, ticket.n):
                raise NumberTaken(number=ticket.number)
            since = _waiting_since(now, away)
            issued = replace(ticket, issued_at=min(ticket.issued_at, now.at), handed_in_at=now.at)
            leg = now.tx.add(
                Leg(issued, away.service, away.agency, State.WAITING, queued_at=since, moved_at=now.at)
            )
            now.tx.append(event_of(Action.ISSUE, leg, now.at, counter=None, reason=HANDED_IN))
            if ticket.day != now.info.day:
                return now.move(Action.EXPIRE, replace(leg, ended_at=now.not_before(leg)))
            return leg


def _waiting_since(now: Moment, away: Leg) -> datetime:
    """Tell from when a ticket waits; end the one of the same tap that nobody has on paper."""
    since = min(away.queued_at, now.at)
    other = now.tx.leg_of(identity(away.ticket.id))
    if other is None or other.state is not State.WAITING:
        return since
    now.tx.drop_papers(other.ticket.id)
    now.move(Action.CANCEL, replace(other, ended_at=now.not_before(other)), reason=GIVEN_ANEW)
    return min(since, other.queued_at)
