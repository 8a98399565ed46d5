"""Puts the staff's page over the window of a kiosk."""

from collections.abc import Callable

from app import lifeline
from app.kept_size import KeptSize
from app.orders import Orders
from app.parts import make_house
from app.stage import Stage
from kiosk.attendant.overlay import AttendantOverlay
from kiosk.attendant.presenter import AttendantPresenter
from kiosk.window import KioskWindow


def attend(
    stage: Stage, orders: Orders, size: KeptSize, window: KioskWindow, opened: Callable[[], None]
) -> AttendantPresenter:
    """Let staff in at a kiosk.

    Args:
        stage: What the window stands on.
        orders: What the command line asks for.
        size: Where the size of its screen is kept.
        window: What is covered; five touches of its clock open the page.
        opened: Called when somebody comes.

    Returns:
        The presenter, whose `leave` sends everybody away after a bug.
    """
    parts = stage.parts
    presenter = AttendantPresenter(
        make_house(parts.store, parts.clock, parts.config),
        parts.store,
        stage.worker,
        parts.clock,
        size,
        kiosk=orders.kiosk_name,
        dots_per_mm=window.look.scale.dots_per_mm,
        restart=stage.start_again if lifeline.is_supervised() else None,
    )
    overlay = AttendantOverlay(presenter, window.look, window)
    window.clock_touched.connect(overlay.hear_clock)
    overlay.opened.connect(opened)
    return presenter
