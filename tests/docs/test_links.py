"""Links lead somewhere, files and pictures are there, and pictures are small."""

import re

from tests.docs.known import PAGES, README, each_page
from tests.docs.pages import DOCS, ROOT, Doc

PICTURES = sorted((DOCS / "pictures").rglob("*.png"))
LARGEST_IN_ALL = 4_000_000
LONGEST_SIDE = 1560


@each_page
def test_every_link_leads_somewhere(page: Doc) -> None:
    for link in page.links():
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.path.parent / name).resolve() if name else page.path
        assert target.exists(), link
        if anchor:
            assert anchor in Doc(target, target.read_text(encoding="utf-8")).anchors(), link


@each_page
def test_no_page_names_a_file_that_is_missing(page: Doc) -> None:
    top = {path.name for path in ROOT.iterdir()}
    for span in page.spans():
        name = span.partition("::")[0].strip("/")
        if re.fullmatch(r"[\w.-]+(/[\w.-]+)+", name) and name.split("/")[0] in top - {".venv"}:
            assert (ROOT / name).exists(), span


def test_every_page_can_be_reached_from_the_readme() -> None:
    by_path = {page.path: page for page in PAGES}
    reached, new = set(), [README.path]
    while new:
        path = new.pop()
        reached.add(path)
        for link in by_path[path].links():
            target = (path.parent / link.partition("#")[0]).resolve()
            if target in by_path and target not in reached:
                new.append(target)
    assert reached == set(by_path)


def test_pictures_are_small_and_each_is_shown() -> None:
    from PIL import Image

    assert PICTURES
    assert sum(picture.stat().st_size for picture in PICTURES) < LARGEST_IN_ALL
    for picture in PICTURES:
        with Image.open(picture) as image:
            assert max(image.size) <= LONGEST_SIDE, picture.name
    shown = {(page.path.parent / link).resolve() for page in PAGES for link in page.links()}
    assert set(PICTURES) <= shown


@each_page
def test_no_page_names_a_path_of_one_machine(page: Doc) -> None:
    assert not re.search(r"/work/|/home/\w|/tmp/antrean", page.text)
