"""The colours of a window and its style sheet, from one file of tokens and one template."""

import re
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ticketing.errors import Misconfigured
from ui import fonts
from ui.measure import Scale

#: Where the shipped themes stand.
THEMES = Path(__file__).parents[1] / "assets" / "themes"
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
# Of letters on their ground (WCAG 2.2, AA).
_LEAST_CONTRAST = 4.5

# The luminance from which dark letters are read better than light ones.
_MIDDLE = 0.18

_STYLED = "antrean-styled"
_PLACE = re.compile(r"\$(?P<token>\w+)|(?P<mm>\d+(?:\.\d+)?)mm\b")


@dataclass(frozen=True, slots=True)
class Theme:
    """The colour tokens of a window, each as ``#RRGGBB``; assets/themes/light.toml says what for."""

    paper: str
    surface: str
    surface_pressed: str
    line: str
    edge: str
    ink: str
    muted: str
    primary: str
    primary_pressed: str
    on_primary: str
    gold: str
    on_gold: str
    priority: str
    warning: str
    danger: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a window looks: what every widget of `ui.widgets` takes first.

    Attributes:
        theme: Colours.
        scale: Sizes.
        motion: Whether pages slide and lists glide; off for those whom motion disturbs.
    """

    theme: Theme
    scale: Scale
    motion: bool = True

    def mm(self, length: float) -> int:
        """Return a length in pixels."""
        return self.scale.mm(length)


def load(theme: str | Path) -> Theme:
    """Read a theme.

    Args:
        theme: Name of a shipped theme (``light``, ``dark``, ``contrast``), or the path of a file.

    Raises:
        Misconfigured: There is no such file, or a token is missing, unknown or no colour.
    """
    path = theme if isinstance(theme, Path) else THEMES / f"{theme}.toml"
    try:
        tokens = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise Misconfigured(str(path), "theme_missing") from trouble
    except ValueError as trouble:
        raise Misconfigured(str(path), "theme_unreadable", str(trouble)) from trouble
    names = {field.name for field in fields(Theme)}
    wrong = sorted(names ^ tokens.keys()) or sorted(
        name for name, colour in tokens.items() if not _COLOUR.fullmatch(str(colour))
    )
    if wrong:
        raise Misconfigured(str(path), "theme_token", wrong[0])
    return Theme(**tokens)


def tinted(theme: Theme, colour: str = "", accent: str = "") -> Theme:
    """Give a theme the colours of a hall; what would be hard to read is made darker or lighter first.

    Args:
        theme: A shipped theme; high contrast stays as it is.
        colour: For names and buttons, as ``#RRGGBB``; empty for the theme's own.
        accent: For the call and the number; likewise.
    """
    if theme.paper == theme.surface:  # high contrast has black, white and one yellow
        return theme
    if colour:
        primary = colour
        for ground in (theme.paper, theme.surface, theme.surface_pressed):
            primary = legible(primary, ground)
        is_light = _light(theme.paper) > _MIDDLE
        pressed = QColor(primary).darker(125) if is_light else QColor(primary).lighter(125)
        theme = replace(
            theme, primary=primary, primary_pressed=pressed.name(), on_primary=_letters_on(primary, theme)
        )
    if accent:
        theme = replace(theme, gold=accent, on_gold=_letters_on(accent, theme))
    return theme


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def legible(colour: str, ground: str, least: float = _LEAST_CONTRAST) -> str:
    """Move a colour away from its ground until it is legible there."""
    made = QColor(colour)
    is_light = _light(ground) > _MIDDLE
    for _ in range(40):
        if contrast(made.name(), ground) >= least:
            break
        lightness = made.lightnessF() + (-0.03 if is_light else 0.03)
        made.setHslF(max(0.0, made.hslHueF()), made.hslSaturationF(), min(1.0, max(0.0, lightness)))
    return made.name().upper()


def _letters_on(ground: str, theme: Theme) -> str:
    """Choose the ink or the paper of a theme, whichever is read better; black or white where neither is."""
    for pair in ((theme.ink, theme.paper), ("#000000", "#FFFFFF")):
        best = max(pair, key=lambda colour: contrast(colour, ground))
        if contrast(best, ground) >= _LEAST_CONTRAST:
            break
    return best


def _light(colour: str) -> float:
    """Compute the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (byte / 255 for byte in bytes.fromhex(colour[1:]))
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def style_sheet(theme: Theme, scale: Scale) -> str:
    """Fill the template ``widgets.qss``: ``$token`` and ``$size`` by name, ``4mm`` in pixels."""
    values: dict[str, str] = {field.name: getattr(theme, field.name) for field in fields(theme)}
    for size in ("small", "body", "button", "title", "number"):
        values[size] = f"{getattr(scale, size)}px"
    values |= {"heading_font": f'"{fonts.HEADING}"', "text_font": f'"{fonts.TEXT}"'}

    def fill(place: re.Match[str]) -> str:
        if place["mm"]:
            return f"{scale.mm(float(place['mm']))}px"
        return values[place["token"]]

    return _PLACE.sub(fill, (THEMES / "widgets.qss").read_text(encoding="utf-8"))


def wear(application: QApplication, look: Look) -> None:
    """Give the whole application a look: fonts, palette and the one style sheet."""
    fonts.register(fonts.HEADING)
    fonts.register(fonts.TEXT)
    if (
        application.property(_STYLED) is None
    ):  # it stays below the style sheets, and setting it polishes everything
        application.setStyle("Fusion")
        application.setProperty(_STYLED, True)
    application.setFont(fonts.font(fonts.TEXT, look.scale.body))
    application.setPalette(_palette(look.theme))
    application.setStyleSheet(style_sheet(look.theme, look.scale))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, theme.paper),
        (QPalette.ColorRole.Base, theme.surface),
        (QPalette.ColorRole.AlternateBase, theme.paper),
        (QPalette.ColorRole.Button, theme.surface),
        (QPalette.ColorRole.WindowText, theme.ink),
        (QPalette.ColorRole.Text, theme.ink),
        (QPalette.ColorRole.ButtonText, theme.ink),
        (QPalette.ColorRole.PlaceholderText, theme.muted),
        (QPalette.ColorRole.Highlight, theme.primary),
        (QPalette.ColorRole.HighlightedText, theme.on_primary),
    ):
        palette.setColor(role, QColor(colour))
    return palette
