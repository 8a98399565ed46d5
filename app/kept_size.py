"""The size of a kiosk's screen, as staff set it by hand."""

from math import isfinite

from PySide6.QtCore import QSize

from app.memory import Memory
from app.orders import Orders


class KeptSize:
    """Implements `kiosk.attendant.sizes.Sizes` with a small file beside the queue.

    What was measured holds for one kiosk and one resolution: on another screen it would be wrong.

    Args:
        memory: Where it is kept.
        kiosk: Name of the kiosk.
        pixels: Resolution of its screen.
    """

    def __init__(self, memory: Memory, kiosk: str, pixels: QSize) -> None:
        self._memory = memory
        self._name = f"dots_per_mm of {kiosk} at {pixels.width()} x {pixels.height()}"

    def keep(self, dots_per_mm: float) -> None:
        """Keep the device-independent pixels of a millimetre."""
        self._memory.keep(self._name, str(dots_per_mm))

    def recall(self) -> float | None:
        """Return what was kept; None where nothing was, or nothing that could be."""
        try:
            kept = float(self._memory.recall(self._name))
        except ValueError:
            return None
        return kept if isfinite(kept) and kept > 0 else None


def kept_size(orders: Orders, pixels: QSize) -> KeptSize:
    """Return where the size of a kiosk's screen is kept."""
    return KeptSize(Memory(orders.run_folder / "kiosk.json"), orders.kiosk_name, pixels)
