"""Scenes in which the cable between a kiosk and its server is pulled.

A program of its own, for it stands in network namespaces of its own; it does what it is told and writes down
what was seen, and the test judges::

    unshare --net python -m tests.store.far_scenes before
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import psycopg

from store.store import open_store
from tests.fakes import FakeClock
from tests.store.alone import LoneKiosk
from tests.store.far_world import HANGS_AFTER_S, World, world
from tests.waiting import wait_until
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.words import Language

_GATE = 4711
_GATED_COMMIT = f"""
    CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock({_GATE}); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER gated AFTER INSERT ON ticket DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION gate();
"""
_IN_COMMIT = """
    SELECT 1 FROM pg_stat_activity
    WHERE usename = 'kiosk' AND query = 'COMMIT' AND wait_event_type = 'Lock'
"""

Seen = dict[str, Any]


def outcome(work: Callable[[], object]) -> str:
    """Tell what came of something that the server is needed for."""
    try:
        work()
    except StoreUnreachable as trouble:
        return str(trouble.facts["reason"])
    return "done"


def cut_in_the_commit(there: World, work: Callable[[], str]) -> tuple[dict[str, str], str]:
    """Cut the cable when the server has heard of a commit and has not made it yet.

    Returns:
        What was stored at the cut, and what the kiosk was told.
    """
    known = there.stored()
    there.ask(_GATED_COMMIT)
    with closing(psycopg.connect(there.near_url.partition("?")[0], autocommit=True)) as gate:
        gate.execute("SELECT pg_advisory_lock(%s)", [_GATE])
        asked = there.far.begin(work)
        wait_until(lambda: there.ask(_IN_COMMIT))
        meanwhile = there.stored()
        there.far.cut()
        gate.execute("SELECT pg_advisory_unlock(%s)", [_GATE])
        wait_until(lambda: there.stored() != known)
        return meanwhile, asked.result(HANGS_AFTER_S)


def before(there: World) -> Seen:
    """The cable is cut before the kiosk asks."""
    known, tap = uuid4(), uuid4()
    acknowledged = there.take_at_last(known)
    there.far.cut()
    told = there.far.do(lambda: there.take(tap))
    told_again = there.far.do(lambda: there.take(tap))
    meanwhile = there.stored()
    there.far.mend()
    taps = {"known": str(known), "tap": str(tap)}
    again = there.take_at_last(tap)
    return there.end(
        **taps, acknowledged=acknowledged, told=[told, told_again], meanwhile=meanwhile, again=again
    )


def during(there: World, asked_again_as: UUID | None = None) -> Seen:
    """The cable is cut when the server has heard of the commit and has not made it yet."""
    tap = uuid4()
    meanwhile, told = cut_in_the_commit(there, lambda: there.take(tap))
    there.far.mend()
    again = there.take_at_last(asked_again_as or tap)
    return there.end(tap=str(tap), told=told, meanwhile=meanwhile, again=again)


def handing_in(there: World) -> Seen:
    """A kiosk goes on alone, and the cable is pulled once more while it hands in what it gave."""
    with TemporaryDirectory(prefix="antrean-kiosk-") as folder:
        kiosk = LoneKiosk(there.store, Path(folder), FakeClock(), "kiosk-1", 5)
        there.far.do(kiosk.standby.refresh)
        there.far.cut()
        told = [there.far.do(lambda: outcome(kiosk.standby.refresh))]
        for _ in range(3):
            kiosk.give("KTP-BARU", uuid4())
        kiosk.print_all(0)
        there.far.mend()
        there.take_at_last(uuid4())
        meanwhile, unheard = cut_in_the_commit(there, lambda: outcome(kiosk.hand_in))
        there.far.mend()
        wait_until(lambda: there.far.do(lambda: outcome(kiosk.hand_in)) == "done", HANGS_AFTER_S)
        papers = {str(paper.ticket): paper.number for paper in kiosk.papers}
        left = len(kiosk.own.not_handed_in(9))
        kiosk.own.close()
    return there.end(told=[*told, unheard], meanwhile=meanwhile, papers=papers, left=left)


def forgotten(there: World) -> Seen:
    """The same, and the kiosk asks again as somebody else."""
    return during(there, asked_again_as=uuid4())


def after(there: World) -> Seen:
    """The cable is cut when the kiosk has its answer."""
    tap = uuid4()
    acknowledged = there.far.do(lambda: there.take(tap))
    there.far.cut()
    meanwhile = there.stored()
    told = there.far.do(lambda: there.take(tap))
    there.far.mend()
    again = there.take_at_last(tap)
    return there.end(tap=str(tap), acknowledged=acknowledged, meanwhile=meanwhile, told=told, again=again)


def holding(there: World) -> Seen:
    """The cable is cut while the kiosk holds the lock of the hall; others go on without it."""
    holds, may_go_on = threading.Event(), threading.Event()

    def hold() -> str:
        try:
            with there.store.writing() as tx:
                tx.take_number(FakeClock().now().date(), "A")
                holds.set()
                may_go_on.wait(HANGS_AFTER_S)
        except StoreUnreachable as trouble:
            return str(trouble.facts["reason"])
        return "stored"

    held = there.far.begin(hold)
    assert holds.wait(HANGS_AFTER_S)
    there.far.cut()
    with closing(open_store(there.near_url, patience_s=HANGS_AFTER_S)) as near:
        number = Hall(near, FakeClock()).issue("KTP-BARU", Language.ID, uuid4()).ticket.number
    may_go_on.set()
    told = held.result(HANGS_AFTER_S)
    there.far.mend()
    return there.end(others=number, told=told, again=there.take_at_last(uuid4()))


def default(there: World) -> Seen:
    """A connection with libpq's own limits beside the program's, cut at the same moment."""
    address = there.far_url.replace("hall=1&", "") + "&sslmode=verify-full"
    plain = there.far.do(lambda: psycopg.connect(address, autocommit=True))
    with closing(plain):
        there.take_at_last(uuid4())
        there.far.cut()
        asking = threading.Thread(target=lambda: plain.execute("SELECT 1"), daemon=True)
        asking.start()
        told = there.far.do(lambda: there.take(uuid4()))
        asking.join(3)
        is_blocked = asking.is_alive()
        there.far.mend()
        asking.join(HANGS_AFTER_S)
        return {"told": told, "is_blocked": is_blocked, "is_answered_when_mended": not asking.is_alive()}


SCENES: dict[str, Callable[[World], Seen]] = {
    scene.__name__: scene for scene in (before, during, forgotten, handing_in, after, holding, default)
}


if __name__ == "__main__":
    with world() as _there:
        _seen = SCENES[sys.argv[1]](_there)
    print(json.dumps(_seen))
    sys.stdout.flush()
    os._exit(0)  # whatever a cut connection still waits for
