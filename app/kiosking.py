"""Puts a kiosk together: its window, what it wears, its pictures, and the staff's page over it."""

from pathlib import Path

from app.attending import attend
from app.colours import worn
from app.kept_size import kept_size
from app.orders import Orders
from app.returning import Returning
from app.speaking import LateGuide, guide_of
from app.stage import Stage
from app.standing_by import standing_by
from kiosk.extras import Extras
from kiosk.presenter import Presenter
from kiosk.wardrobe import Wardrobe
from kiosk.window import KioskWindow
from ui import theme
from ui.media.panel import MediaPanel


class Kiosking:
    """A kiosk on its stage.

    Args:
        stage: What it stands on.
        orders: What the command line asks for.

    Attributes:
        presenter: Knows what a visitor's touch means.
        window: The visitor's window.
    """

    def __init__(self, stage: Stage, orders: Orders) -> None:
        config, parts = orders.config, stage.parts
        own, logo = config.kiosk, config.hall.logo
        size = kept_size(orders, stage.screen.size())
        wardrobe = Wardrobe(
            worn(config, own.theme),
            theme.load("contrast"),
            stage.dots_per_mm(size.recall()),
            own.bottom_mm,
        )
        self._guide = LateGuide(lambda: guide_of(config)) if own.voice else None
        self._pictures = MediaPanel(wardrobe.theme, Path(own.media).absolute()) if own.media else None
        extras = Extras(self._guide, self._pictures, Path(logo) if logo else None, config.phone.address)
        alone = standing_by(parts, orders)
        self.presenter = Presenter(
            parts.hall,
            parts.store,
            stage.worker,
            parts.clock,
            kiosk=orders.kiosk_name,
            standby=alone.standby if alone else None,
        )
        self._returning = Returning(alone) if alone else None
        self.window = KioskWindow(self.presenter, wardrobe, parts.clock, stage.area.size(), extras=extras)
        self._attendant = attend(stage, orders, size, self.window, self.presenter.finish)
        stage.worker.slow_began.connect(lambda: self.window.show_slow(True))
        stage.worker.slow_ended.connect(lambda: self.window.show_slow(False))
        stage.feed.changed.connect(self.presenter.hall_changed)
        stage.feed.lost.connect(self.presenter.hall_lost)
        stage.feed.back.connect(self.presenter.hall_found)
        if self._returning is not None:
            stage.feed.lost.connect(self._returning.lose)
            stage.feed.back.connect(self._returning.find)

    def go_home(self) -> None:
        """Send everybody away and show the first page, after a bug."""
        self._attendant.leave()
        self.presenter.go_home()

    def close(self) -> None:
        """End what the kiosk has begun."""
        if self._pictures is not None:
            self._pictures.stop()
        if self._guide is not None:
            self._guide.stop()
        if self._returning is not None:
            self._returning.stop()
        self.window.leave()
