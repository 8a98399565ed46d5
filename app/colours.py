"""The colours that the windows of a hall wear."""

from app.config import Config
from ui import theme
from ui.theme import Theme


def worn(config: Config, name: str) -> Theme:
    """Give a shipped theme the hall's own colours, made legible; high contrast stays as it is.

    Args:
        config: Holds the hall's colours.
        name: ``light``, ``dark`` or ``contrast``.
    """
    return theme.tinted(theme.load(name), config.hall.colour, config.hall.accent)
