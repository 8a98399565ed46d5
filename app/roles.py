"""The roles: one function builds one role, runs it, and returns its exit code.

Slow modules are imported in the function that needs them: a spooler loads no Qt, a window no escpos.
"""

import logging
import signal
import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

from app import lifeline
from app.memory import Memory
from app.orders import Orders
from app.single import only_one
from app.supervisor import Role, Supervisor, this_program
from ticketing.errors import Environment, StoreNewer
from ticketing.words import Language

log = logging.getLogger(__name__)

#: In the order in which a whole hall starts them: the visitor's window first.
OF_A_HALL = ("kiosk", "display", "counter", "spooler", "phone")


def kiosk(orders: Orders) -> int:
    """Run the visitor's touch window.

    With a printer of its own in the orders it also runs the spooler of its name, unless a supervisor
    looks after both.
    """
    if orders.printer:
        from app.printers import outlets_of

        outlets_of(orders)  # a wrong address is told here, once, and not by a spooler that never starts
    prints_itself = bool(orders.printer) and not lifeline.is_supervised()
    spooling = Supervisor([_role("spooler", orders)], this_program()) if prints_itself else None
    alone = only_one(orders.run_folder, "kiosk", orders.kiosk_name)
    with alone, spooling.running() if spooling else nullcontext():
        return _kiosk(orders)


def _kiosk(orders: Orders) -> int:
    _be_interruptible()
    from app import trace
    from app.kiosking import Kiosking
    from app.stage import Stage

    stage = Stage("kiosk", orders)
    kiosking = Kiosking(stage, orders)
    window = kiosking.window
    trace.watch("kiosk", window, stage.feed)
    if orders.acts:
        from app import actors

        actors.visitors(window, kiosking.presenter, orders.acts)
    return stage.run(window, kiosking.go_home, kiosking.close)


def counter(orders: Orders) -> int:
    """Run a calling window, for the counter of the orders, of the configuration, or of the last time."""
    _be_interruptible()
    from PySide6.QtCore import QTimer

    from app import trace
    from app.parts import make_house
    from app.stage import Stage
    from counter.window import CounterWindow

    orders = replace(orders, windowed=True)
    memory = Memory(orders.run_folder / "counter.json")
    stage = Stage("counter", orders)
    parts = stage.parts
    chosen = orders.counter or orders.config.counter.number
    window = CounterWindow(
        parts.store,
        parts.hall,
        make_house(parts.store, parts.clock, parts.config),
        stage.worker,
        parts.clock,
        stage.desk_look(orders.config.counter.theme),
        counter=chosen or memory.recall("counter"),
        language=_language(memory.recall("language")),
        target_min=orders.config.counter.target_min,
    )
    if memory.recall("form") == "narrow":  # once it is shown: until then the stage puts it in its place
        QTimer.singleShot(0, window, lambda: window.stand(is_narrow=True))
    window.form_chosen.connect(lambda is_narrow: memory.keep("form", "narrow" if is_narrow else "wide"))
    if not chosen:
        window.counter_chosen.connect(lambda name: memory.keep("counter", name))
    window.language_chosen.connect(lambda language: memory.keep("language", language.value))
    window.follow(stage.feed)
    trace.watch("counter", window, stage.feed)
    if orders.acts:
        from app import actors

        actors.clerk(window, orders.acts, chosen)
    window.open()
    return stage.run(window, window.go_home, window.close)


def display(orders: Orders) -> int:
    """Run a hall board, on the second screen where there is one."""
    _be_interruptible()
    with only_one(orders.run_folder, "display", orders.board_name):
        from app import trace
        from app.boarding import Boarding
        from app.stage import Stage

        stage = Stage("display", orders)
        boarding = Boarding(stage, orders)
        window = boarding.window
        window.follow(stage.feed)
        boarding.watch(trace.watch("display", window, stage.feed))
        if orders.acts:
            from app import actors

            actors.onlooker(window, orders.acts)
        window.open()
        try:
            return stage.run(window, window.go_home, window.close)
        finally:
            boarding.stop()


def spooler(orders: Orders) -> int:
    """Run the spooler of one kiosk. Without Qt."""
    from app.late_store import late_parts
    from app.printers import outlets_of
    from app.spooling import spool, spooling_alone

    outlets_of(orders)  # a wrong address is told before anything waits for a store
    stopping = _stopping()
    with only_one(orders.run_folder, "spooler", orders.kiosk_name):
        parts = late_parts(orders.db, orders.config)
        try:
            with spooling_alone(orders, stopping):
                spool(orders, parts.store, stopping, lifeline.beat)
        finally:
            parts.store.close()
    return 0


def phone(orders: Orders) -> int:
    """Serve the visitor's page for phones. Without Qt."""
    from app.phoning import serve

    stopping = _stopping()
    with only_one(orders.run_folder, "phone", str(orders.config.phone.port)):
        serve(orders, stopping)
    return 0


def _be_interruptible() -> None:
    """Let Ctrl-C end this process at once, until its window has a handler of its own.

    Python would raise an exception, which is lost or ends in a crash while Qt is being loaded.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def hall(orders: Orders) -> int:
    """Run the whole hall on this machine: every role a process, looked after until told to end.

    On a single screen the windows stand beside each other.
    """
    from app.display_server import require_display
    from app.printers import outlets_of

    require_display()
    outlets_of(orders)
    stopping = _stopping()
    with only_one(orders.run_folder, "hall", orders.run_folder.stem):
        _furnish(orders)
        roles = [_role(name, replace(orders, shares_screen=True)) for name in OF_A_HALL]
        Supervisor(roles, this_program()).run(stopping)
    return 0


def _furnish(orders: Orders) -> None:
    """Make what a first start needs. Trouble that may pass is left to the roles, which show it.

    Raises:
        StoreNewer: It does not pass by itself; neither does a network share.
    """
    from app.furnishing import furnish, renew_calendar
    from app.parts import opened

    try:
        with opened(orders.db, orders.config) as parts:
            furnish(parts.store, parts.config)
            renew_calendar(parts.store)
    except Environment as trouble:
        if isinstance(trouble, StoreNewer) or trouble.facts.get("reason") == "network":
            raise
        log.warning("the windows wait for the store: %s", trouble)


def _role(name: str, orders: Orders) -> Role:
    # A spooler may wait for a slow printer longer than a window ever may for anything.
    return Role(name, orders.argv(name), hangs_after_s=45.0 if name == "spooler" else None)


def _language(code: str) -> Language:
    return Language(code) if code in list(Language) else Language.ID


def _stopping() -> threading.Event:
    """Return what is set when this process is asked to end: by a signal or by its supervisor."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    lifeline.follow(stopping.set)
    return stopping


ROLES: dict[str, Callable[[Orders], int]] = {
    "kiosk": kiosk,
    "counter": counter,
    "display": display,
    "spooler": spooler,
    "phone": phone,
}
