"""Reads the pages for people: their sections, tables, blocks and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)|\bsrc=\"([^\"]+)\"")
_SPAN = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Doc:
    """One page."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def prose(self) -> str:
        """The page without its blocks of code."""
        return _FENCE.sub("", self.text)

    def blocks(self, language: str) -> list[str]:
        return [body for kind, body in _FENCE.findall(self.text) if kind == language]

    def section(self, title: str) -> str:
        """What stands below a heading, up to the next of its rank or a higher one."""
        for found in _HEADING.finditer(self.text):
            if found[2] == title:
                rest = self.text[found.end() :]
                end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
                return rest[: end.start()] if end else rest
        raise AssertionError(f"{self.name} has no section {title!r}")

    def rows(self, title: str) -> list[list[str]]:
        """The rows of all tables of a section, without their headers."""
        lines = [line.strip() for line in self.section(title).splitlines()]
        cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line[:1] == "|"]
        rules = [at for at, row in enumerate(cells) if set("".join(row)) <= set("-|: ")]
        return [row for at, row in enumerate(cells) if at not in rules and at + 1 not in rules]

    def links(self) -> list[str]:
        return [target or source for target, source in _LINK.findall(self.prose)]

    def anchors(self) -> set[str]:
        """The names of its headings, as Markdown viewers make them."""
        titles = (title.lower() for _, title in _HEADING.findall(self.prose))
        return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}

    def spans(self) -> list[str]:
        """What stands in backticks in running text."""
        return _SPAN.findall(self.prose)


def doc(name: str) -> Doc:
    path = ROOT / name
    return Doc(path, path.read_text(encoding="utf-8"))


def all_docs() -> Iterator[Doc]:
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))):
        yield Doc(path, path.read_text(encoding="utf-8"))


def code(cell: str) -> str:
    """What stands in backticks in a cell, the first of it."""
    found = _SPAN.search(cell)
    assert found is not None, f"no code in {cell!r}"
    return found[1]
