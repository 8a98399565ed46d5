"""Takes the pictures of the page on a visitor's phone: three languages, three looks, both ways round.

``make pictures`` runs it last. It needs what the tests need: a browser, and the made-up hall of
`tests.phone.page.fake_hall`. Look at the sheets before they are committed.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

from docs.pictures.make_pictures import shrink  # noqa: E402
from tests.phone.page import fake_hall  # noqa: E402
from tests.phone.page.conftest import BROWSER_ARGUMENTS, CHROMIUM  # noqa: E402
from tests.phone.page.fake_hall import STATES, FakeHall  # noqa: E402

UPRIGHT, LYING = (390, 844), (844, 390)
#: Name of a sheet: language, look, size of the phone, how wide a phone is on it, what is on it.
SHEETS: dict[str, tuple[str, dict[str, Any], tuple[int, int], int, tuple[str, ...]]] = {
    "light-id": (
        "id",
        {"color_scheme": "light"},
        UPRIGHT,
        210,
        ("waiting", "changed", "called", "no_show", "cut", "question"),
    ),
    "dark-id": (
        "id",
        {"color_scheme": "dark"},
        UPRIGHT,
        210,
        ("waiting", "changed", "called", "errand"),
    ),
    "light-su": (
        "su",
        {"color_scheme": "light"},
        UPRIGHT,
        210,
        ("near", "called", "no_show", "serving"),
    ),
    "dark-en": (
        "en",
        {"color_scheme": "dark"},
        UPRIGHT,
        210,
        ("near", "called", "completed", "unknown"),
    ),
    "contrast-id": ("id", {"contrast": "more"}, UPRIGHT, 210, ("waiting", "called", "no_show")),
    "lying": ("id", {"color_scheme": "light"}, LYING, 420, ("waiting", "changed", "called")),
}
_GAP = 12
_COLOURS = 64
_LONGEST = 1560
#: What the question on the pictures is about.
_QUESTION = {"id": "Batalkan nomor saya", "en": "Cancel my number", "su": "Bolaykeun nomer abdi"}


def main() -> int:
    """Take every sheet anew."""
    (HERE / "phone").mkdir(exist_ok=True)
    with fake_hall.opened() as hall, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGUMENTS)
        for name, (language, look, size, width, states) in SHEETS.items():
            with tempfile.TemporaryDirectory(prefix="antrean-phone-") as folder:
                taken = [take(browser, hall, state, language, look, size, Path(folder)) for state in states]
                sheet(taken, width, Path(folder) / "sheet.png")
                shrink(Path(folder) / "sheet.png", HERE / "phone" / f"{name}.png", _LONGEST, _COLOURS)
        browser.close()
    return 0


def take(
    browser: Browser,
    hall: FakeHall,
    state: str,
    language: str,
    look: dict[str, Any],
    size: tuple[int, int],
    folder: Path,
) -> Path:
    """Take one phone, twice as fine as it is kept."""
    hall.reset()
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=2,
        locale=language,
        reduced_motion="reduce",
        **look,
    )
    page = context.new_page()
    if state == "unknown":
        page.goto(f"{hall.origin}/t/none")
        page.wait_for_selector('[data-state="unknown"]')
    else:
        hall.tell(**{**STATES.get(state, {}), "language": language})
        page.goto(hall.url)
        expect(page.locator("#figures")).to_have_text("A012")
        bring_to(page, state, language)
    kept = folder / f"{state}.png"
    page.screenshot(path=kept)
    context.close()
    return kept


def bring_to(page: Page, state: str, language: str) -> None:
    """Do what a visitor or the network does."""
    if state == "cut":
        page.context.set_offline(True)
        page.wait_for_selector("body.cut")
    if state == "question":
        page.get_by_role("button", name=_QUESTION[language]).click()
        page.evaluate("scrollTo(0, 0)")


def sheet(taken: list[Path], width: int, target: Path) -> None:
    """Put phones beside each other."""
    phones = []
    for path in taken:
        with Image.open(path) as full:
            height = round(full.height * width / full.width)
            phones.append(full.convert("RGB").resize((width, height), Image.Resampling.LANCZOS))
    made = Image.new("RGB", ((width + _GAP) * len(phones) - _GAP, phones[0].height), "#FFFFFF")
    for at, phone in enumerate(phones):
        made.paste(phone, (at * (width + _GAP), 0))
    made.save(target)


if __name__ == "__main__":
    sys.exit(main())
