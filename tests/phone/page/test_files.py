"""The files of the page: small, complete, of this hall only."""

import gzip
import json
import re
import runpy
import tomllib
from html.parser import HTMLParser
from pathlib import Path

from PIL import Image, ImageChops

from language import catalogues
from phone.files import PAGE
from tests.phone.page.fake_hall import ERRAND

ROOT = Path(__file__).parents[3]
FILES = {path.name: path for path in sorted(PAGE.iterdir())}
CSS = FILES["page.css"].read_text(encoding="utf-8")
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in FILES.items() if path.suffix != ".png"}
LARGEST_IN_ALL = 60_000


def test_the_page_is_small_in_all_even_where_nothing_is_packed() -> None:
    assert sum(path.stat().st_size for path in FILES.values()) <= LARGEST_IN_ALL


def test_what_goes_over_the_air_with_a_first_state_is_smaller_still() -> None:
    packed = [gzip.compress(path.read_bytes(), 9) for path in FILES.values()]
    assert sum(map(len, packed)) + len(json.dumps(ERRAND).encode()) <= LARGEST_IN_ALL / 2


def test_nothing_comes_from_elsewhere() -> None:
    for name, text in TEXTS.items():
        far = set(re.findall(r"\w*://[^\s\"'`<)]*", text)) - {"http://www.w3.org/2000/svg"}
        assert not far, name
        assert not re.search(r"""(["'(=]\s*)//\w""", text), name


class _Shell(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_nothing_in_the_shell_is_code_or_style_that_the_policy_forbids() -> None:
    shell = _Shell()
    shell.feed(TEXTS["index.html"])
    for tag, attributes in shell.tags:
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        assert not [name for name in attributes if name == "style" or name.startswith("on")], tag


def test_no_code_makes_markup_or_code_of_a_text() -> None:
    for name, text in TEXTS.items():
        if name.endswith(".js"):
            forbidden = (
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser"
            )
            assert not re.search(forbidden, text), name


def tokens_of(block: str) -> dict[str, str]:
    return {
        name.replace("-", "_"): value for name, value in re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", block)
    }


def test_the_colours_are_the_tokens_of_the_three_themes() -> None:
    light, *others = CSS.split("@media (prefers-")[:3]
    (dark,) = [block for block in others if block.startswith("color-scheme: dark")]
    (contrast,) = [block for block in others if block.startswith("contrast: more")]
    for name, block in (("light", light), ("dark", dark), ("contrast", contrast.split("/*")[0])):
        theme = tomllib.loads((ROOT / "assets" / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
        assert tokens_of(block) == theme, name
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", CSS.split("/* While")[1])


def test_the_browser_around_the_page_has_its_colour() -> None:
    told = re.findall(
        r'name="theme-color" media="\(prefers-color-scheme: (\w+)\)" content="(#\w+)"', TEXTS["index.html"]
    )
    for name, colour in told:
        theme = tomllib.loads((ROOT / "assets" / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
        assert colour == theme["paper"]
    assert [name for name, _ in told] == ["light", "dark"]


def test_the_words_are_those_of_the_catalogues() -> None:
    assert FILES["words.json"].read_bytes() == catalogues.page_words(), "run `make i18n`"


def test_every_sentence_of_the_page_has_its_words() -> None:
    words = json.loads(TEXTS["words.json"])
    said = {
        catalogues._key(message)
        for message in catalogues.said("phone")
        if any(place.endswith(".js") for place, _ in message.locations)
    }
    assert len(said) > 50
    assert set(words) == said
    assert all(set(forms) == {"id", "su"} and all(forms.values()) for forms in words.values())


def test_what_is_kept_for_a_lost_network_is_the_whole_page() -> None:
    kept = set(re.findall(r'"([\w.-]+\.\w+)"', TEXTS["sw.js"].split("PARTS = [")[1].split("]")[0]))
    assert kept == set(FILES) - {"index.html", "sw.js"}


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r'"(?:/static/|\./)([\w.-]+\.\w+)"', "".join(TEXTS.values())))
    manifest = json.loads(TEXTS["manifest.webmanifest"])
    assert named | {icon["src"] for icon in manifest["icons"]} <= set(FILES)


def test_the_icons_are_what_the_script_draws() -> None:
    drawn = runpy.run_path(str(ROOT / "assets" / "icons" / "make_page_icons.py"))
    assert TEXTS["icon.svg"] == drawn["svg"]()
    with Image.open(FILES["icon-192.png"]) as kept:
        apart = ImageChops.difference(kept.convert("RGB"), drawn["png"](192).convert("RGB"))
    assert max(apart.tobytes()) < 32
