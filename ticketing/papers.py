"""The papers that are asked for besides that of a new ticket: copies, and lists of what to bring."""

from collections.abc import Sequence
from uuid import UUID

from ticketing import issuing, outbox, steps
from ticketing.catalogue import Catalogue
from ticketing.errors import UnknownDocument, UnknownService
from ticketing.ground import Ground
from ticketing.model import HallInfo
from ticketing.moment import Moment
from ticketing.outbox import Checklist, PrintJob
from ticketing.placing import Rules
from ticketing.ports import Clock, Store
from ticketing.words import Language


class Papers:
    """The part of `hall.Hall` that asks for paper. Each method is one transaction, as there.

    Args:
        store: The queue state.
        clock: The time; guarded by `ticketing.day`.
        rules: What the hall decides.
    """

    def __init__(self, store: Store, clock: Clock, rules: Rules | None = None) -> None:
        self._ground = Ground(store, clock, rules)

    def know(self, info: HallInfo, catalogue: Catalogue) -> None:
        """Take over what a window has just read of the hall, on the thread of its actions.

        Args:
            info: The hall as it was read before.
            catalogue: What it offers, of the version in `info` or of a later one.
        """
        self._ground.know(info, catalogue)

    def reprint(self, counter: str | None, ticket: UUID | None = None, *, kiosk: str = "") -> PrintJob:
        """Print a ticket's paper once more, marked as a copy; while one is coming, no other is made.

        Args:
            counter: Who asks; None for a visitor at a kiosk who holds the ticket's code.
            ticket: The ticket; None takes the one at the counter.
            kiosk: Whose printer prints it; empty takes the one it came from.

        Raises:
            UnknownTicket: There is no such ticket today.
            CopiesUsedUp: The hall allows no more. Other errors as `Hall.transfer`.
        """
        with self._ground.acting() as now:
            if counter is None:
                assert ticket is not None, "a visitor means a ticket"
                return issuing.reprint(now, now.leg(ticket), kiosk)
            staff = now.clerk(counter)
            return issuing.reprint(now, steps.meant(now, counter, ticket), kiosk, by=counter, staff=staff)

    def print_checklist(
        self,
        what: str,
        language: Language,
        tap: UUID,
        *,
        missing: Sequence[int] = (),
        kiosk: str = "",
    ) -> PrintJob:
        """Print what a visitor has to bring, for the way home. It gives no number and is not in the journal.

        Nobody is stopped by hours or closures: who comes too early or without papers needs the list most.

        Args:
            what: Code of a service, or of an errand.
            language: The visitor's language.
            tap: Made once for each list, never that of a ticket. The same tap is the same paper: the one
                that was asked for first is returned as it stands, and no other is made.
            missing: Places in `Catalogue.documents_for` of what the visitor does not have, from 0; empty
                for all.
            kiosk: Name of the kiosk, and of the spooler that prints for it.

        Raises:
            UnknownService: The hall does not offer it.
            UnknownDocument: It has no document at one of the places.
        """
        with self._ground.acting() as now:
            earlier = now.tx.paper_of_checklist(tap)
            if earlier is not None:
                return earlier
            wanted = Checklist(tap, what, language, _places(now, what, missing))
            job = outbox.checklist_paper(wanted, kiosk, now.clock)
            now.tx.add_job(job)
            return job


def _places(now: Moment, what: str, missing: Sequence[int]) -> tuple[int, ...]:
    """Sort the places, each once, after a look whether there is a document at each."""
    errand = now.catalogue.errand.get(what)
    services = errand.services if errand else (what,)
    if any(service not in now.catalogue.service for service in services):
        raise UnknownService(service=what)
    documents = now.catalogue.documents_for(what)
    for place in missing:
        if not 0 <= place < len(documents):
            raise UnknownDocument(service=what, n=place + 1, documents=len(documents))
    return tuple(sorted(set(missing)))
