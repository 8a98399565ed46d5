"""What is shipped beside the code: colours that can be read, icons, fonts, sounds, and their licences."""

import csv
import re
import tomllib
import wave
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import ImageFont

ASSETS = Path(__file__).parent.parent / "assets"
THEMES = sorted((ASSETS / "themes").glob("*.toml"))
FONTS = sorted((ASSETS / "fonts").glob("*.ttf"))
ICONS = sorted((ASSETS / "icons").glob("*.svg"))
TOKENS = {
    *("paper", "surface", "surface_pressed", "line", "edge", "ink", "muted", "primary", "primary_pressed"),
    *("on_primary", "gold", "on_gold", "priority", "warning", "danger"),
}
GROUNDS = ("paper", "surface")
TEXT_PAIRS = (
    *(("ink", "paper"), ("ink", "surface"), ("ink", "surface_pressed"), ("muted", "paper")),
    *(("muted", "surface"), ("primary", "paper"), ("primary", "surface"), ("on_primary", "primary")),
    *(("on_primary", "primary_pressed"), ("on_gold", "gold"), ("priority", "paper"), ("priority", "surface")),
    *(("warning", "paper"), ("warning", "surface"), ("danger", "paper"), ("danger", "surface")),
    *(("muted", "surface_pressed"), ("primary", "surface_pressed"), ("priority", "surface_pressed")),
    *(("danger", "surface_pressed"), ("gold", "on_gold")),
)
SHAPE_PAIRS = (
    *(
        (shape, ground)
        for shape in ("edge", "primary", "priority", "warning", "danger")
        for ground in GROUNDS
    ),
    *(("edge", "surface_pressed"), ("primary_pressed", "paper")),
)


def tokens(theme: Path) -> dict[str, str]:
    return tomllib.loads(theme.read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    """WCAG 2: relative luminance of #RRGGBB."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_there_are_a_light_a_dark_and_a_high_contrast_theme() -> None:
    assert [theme.stem for theme in THEMES] == ["contrast", "dark", "light"]


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_a_theme_has_every_token_and_each_is_a_colour(theme: Path) -> None:
    assert set(tokens(theme)) == TOKENS
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in tokens(theme).values())


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme: Path, text: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_the_edge_of_a_control_can_be_seen(theme: Path, shape: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[shape], colours[ground]) >= 3


def rules() -> list[tuple[str, str]]:
    """The rules of the style sheet: what for, and what."""
    sheet = re.sub(
        r"/\*.*?\*/", "", (ASSETS / "themes/widgets.qss").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    return re.findall(r"([^{}]+)\{([^}]*)\}", sheet)


def test_every_pair_of_the_style_sheet_is_among_those_that_are_computed() -> None:
    together, letters, edges = set(), set(), set()
    for _, body in rules():
        text = re.findall(r"(?<![-\w])color: \$(\w+)", body)
        letters |= set(text)
        edges |= set(re.findall(r"border(?:-color)?: [^;]*\$(\w+)", body))
        together |= {(one, ground) for one in text for ground in re.findall(r"background: \$(\w+)", body)}
    assert together <= set(TEXT_PAIRS)
    # What names no ground of its own stands on the page, on a tile, or on gold and its reverse.
    on_gold = {"on_gold", "gold", "on_primary"}
    assert {(one, ground) for one in letters - on_gold for ground in GROUNDS} <= set(TEXT_PAIRS)
    # Lines that part things carry no meaning; the edge of a pressed button is seen on the page.
    meaning = edges - {"line", "primary_pressed"}
    assert {(one, ground) for one in meaning for ground in GROUNDS} <= set(SHAPE_PAIRS)
    assert len(together) > 3
    assert "edge" in edges


def test_high_contrast_is_black_white_and_one_yellow() -> None:
    colours = tokens(ASSETS / "themes/contrast.toml")
    assert {colour for token, colour in colours.items() if token != "surface_pressed"} == {
        *("#000000", "#FFFFFF", "#FFE100")
    }


def test_every_agency_of_the_shipped_catalogue_has_an_icon_of_its_own() -> None:
    icon_of = tomllib.loads((ASSETS / "icons/agencies.toml").read_text(encoding="utf-8"))
    with (ASSETS / "catalogue/agencies.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["agency_code"] for row in csv.DictReader(file)]
    assert sorted(icon_of) == sorted(codes)
    assert len(set(icon_of.values())) == len(codes)
    assert set(icon_of.values()) <= {icon.stem for icon in ICONS}


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_a_square_that_takes_any_colour(icon: Path) -> None:
    root = ElementTree.fromstring(icon.read_text(encoding="utf-8"))
    assert root.get("viewBox") == "0 0 24 24"
    assert "currentColor" in (root.get("stroke"), root.get("fill"))


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_a_font_opens_by_its_path_and_has_ink(font: Path) -> None:
    face = ImageFont.truetype(str(font), 40)
    text = "\u1b9e\u1ba5\u1b94\u1bab\u1b93" if "Sundanese" in font.name else "A012 é ± –"
    left, top, right, bottom = face.getbbox(text)
    assert right - left > 60
    assert bottom - top > 20


def test_the_fonts_stay_small_enough_to_ship() -> None:
    assert len(FONTS) == 7
    assert sum(font.stat().st_size for font in FONTS) < 2_000_000


def test_the_chime_is_short_and_does_not_clip() -> None:
    with wave.open(str(ASSETS / "sounds/chime.wav")) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 44_100)
        assert 1.0 < sound.getnframes() / sound.getframerate() < 1.5
        frames = sound.readframes(sound.getnframes())
    heights = [int.from_bytes(frames[at : at + 2], "little", signed=True) for at in range(0, len(frames), 2)]
    assert 0.45 < max(map(abs, heights)) / 32_768 < 0.55
    assert max(map(abs, heights[:40])) < 1_500
    assert abs(heights[-1]) < 50


@pytest.mark.parametrize("folder", ["fonts", "icons", "sounds"])
def test_the_licence_of_every_asset_is_told(folder: str) -> None:
    told = (ASSETS / "LICENCES.md").read_text(encoding="utf-8")
    section = told.split(f"## {folder}/")[1].split("\n## ")[0]
    names = set(re.findall(r"`([^`]+)`", section))
    files = [path.name for path in (ASSETS / folder).iterdir() if path.is_file()]
    untold = [name for name in files if name not in names and f"*{Path(name).suffix}" not in names]
    assert untold == []
    assert [name for name in names if "." in name and "*" not in name and name not in files] == []
