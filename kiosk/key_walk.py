"""From control to control by keys: for a keypad beside the screen, or any keyboard."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QLayout, QScrollArea, QStackedWidget, QWidget

from ui.widgets.button import TouchButton
from ui.widgets.scroll import FingerArea

_NEXT = {Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Down}
_PREVIOUS = {Qt.Key.Key_Left, Qt.Key.Key_Backtab, Qt.Key.Key_Up}
#: The keys that walk.
WALKING = _NEXT | _PREVIOUS
# A key that leads up or down looks so much further up or down than sideways.
_SIDEWAYS = 2


def parts(root: QWidget) -> Iterator[QWidget]:
    """List the controls and labels that are seen in a widget, in the order in which they are laid out."""
    if not root.isVisible():
        return
    if isinstance(root, (TouchButton, QLabel)):
        yield root
    elif isinstance(root, QStackedWidget):
        if (current := root.currentWidget()) is not None:
            yield from parts(current)
    elif isinstance(root, QScrollArea):
        if (content := root.widget()) is not None:
            yield from parts(content)
    elif (layout := root.layout()) is not None:
        yield from _laid_out(layout)


def controls(*roots: QWidget) -> list[TouchButton]:
    """List the buttons of some widgets that can be pressed, in order."""
    found = (part for root in roots for part in parts(root))
    return [part for part in found if isinstance(part, TouchButton) and part.isEnabled()]


def words(root: QWidget) -> str:
    """Gather what stands in a widget beside its buttons, as sentences in order."""
    labels = [part for part in parts(root) if isinstance(part, QLabel)]
    return ". ".join(text for one in labels if (text := one.text().strip().rstrip(".")))


def walk(order: list[TouchButton], key: Qt.Key, *, by_rows: bool) -> TouchButton | None:
    """Move the focus one step.

    Args:
        order: What can be reached, in order; from the last it goes on with the first.
        key: One of `WALKING`.
        by_rows: Up and down lead to the nearest above or below; else every key follows the order, so
            that who cannot see the page misses nothing.

    Returns:
        What has the focus now; None where there is nothing.
    """
    if not order:
        return None
    present = next((one for one in order if one.hasFocus()), None)
    chosen: TouchButton | None = None
    if present is None:
        chosen = order[0] if key in _NEXT else order[-1]
    elif by_rows and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        chosen = _nearest(order, present, 1 if key is Qt.Key.Key_Down else -1)
    if chosen is None and present is not None:
        chosen = order[(order.index(present) + (1 if key in _NEXT else -1)) % len(order)]
    assert chosen is not None
    focus(chosen)
    return chosen


def focus(button: TouchButton) -> None:
    """Give a button the focus, and bring it into view."""
    button.setFocus(Qt.FocusReason.TabFocusReason)
    bring_into_view(button)


def bring_into_view(button: TouchButton) -> None:
    """Move the lists in which a button stands until it is seen."""
    above = button.parentWidget()
    while above is not None:
        if isinstance(above, FingerArea):
            above.show_whole(button)
        above = above.parentWidget()


def _nearest(order: list[TouchButton], present: TouchButton, way: int) -> TouchButton | None:
    def place(one: TouchButton) -> QRect:
        return QRect(one.mapTo(one.window(), QPoint(0, 0)), one.size())

    here = place(present)
    found: list[tuple[int, TouchButton]] = []
    for one in order:
        there = place(one)
        is_beyond = there.top() >= here.bottom() if way > 0 else there.bottom() <= here.top()
        if is_beyond:
            apart = there.center() - here.center()
            found.append((abs(apart.y()) + _SIDEWAYS * abs(apart.x()), one))
    return min(found, key=lambda pair: pair[0], default=(0, None))[1]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from parts(widget)
        elif inner is not None:
            yield from _laid_out(inner)
