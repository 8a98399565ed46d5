"""Puts the staff's page over the window of a kiosk."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app import lifeline
from app.kept_size import KeptSize
from app.orders import Orders
from app.parts import make_house
from app.stage import Stage
from kiosk.attendant.overlay import AttendantOverlay
from kiosk.attendant.presenter import AttendantPresenter
from ui.theme import Look


def attend(
    stage: Stage,
    orders: Orders,
    look: Look,
    size: KeptSize,
    window: QWidget,
    clock: QWidget,
    opened: Callable[[], None],
) -> AttendantPresenter:
    """Let staff in at a kiosk.

    Args:
        stage: What the window stands on.
        orders: What the command line asks for.
        look: The window's look.
        size: Where the size of its screen is kept.
        window: What is covered.
        clock: What five touches open it by.
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
        dots_per_mm=look.scale.dots_per_mm,
        restart=stage.start_again if lifeline.is_supervised() else None,
    )
    overlay = AttendantOverlay(presenter, look, window)
    overlay.listen(clock)
    overlay.opened.connect(opened)
    return presenter
