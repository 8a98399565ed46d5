"""How it is built is told as it is: folders, imports, ports, tables, decisions."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from store.schema import hall as hall_table
from tests.docs.known import ARCHITECTURE, PAGES
from tests.docs.pages import ROOT, doc

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def ignored() -> set[str]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return {line.rstrip("/") for line in lines} | {"__pycache__"}


def folders_below(folder: Path) -> Iterator[str]:
    for inner in sorted(folder.iterdir()):
        if inner.is_dir() and inner.name not in ignored() and inner.name[0] != ".":
            yield inner.relative_to(ROOT).as_posix()
            yield from folders_below(inner)


def test_the_tree_has_every_folder_and_no_other() -> None:
    (tree,) = [block for block in ARCHITECTURE.blocks("") if "main.py" in block]
    told = {line.split()[0].rstrip("/") for line in tree.splitlines() if line.strip()} - {"main.py"}
    inner = ("tests/", "assets/i18n/", "store/migrations/")  # mirror the code, the languages, Alembic's own
    assert told == {folder for folder in folders_below(ROOT) if not folder.startswith(inner)}


def test_the_import_rule_is_the_one_that_is_held() -> None:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    section = ARCHITECTURE.section("Who may import whom")
    assert " → ".join(layers) in section
    assert re.findall(r"^- (.+)$", section, re.MULTILINE) == [one["name"] for one in contracts]


def test_every_port_is_named() -> None:
    tree = ast.parse((ROOT / "ticketing/ports.py").read_text(encoding="utf-8"))
    ports = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    assert ports <= set(ARCHITECTURE.spans())


def test_every_table_is_told() -> None:
    told = {name for row in ARCHITECTURE.rows("The store") for name in re.findall("`(.+?)`", row[0])}
    assert told == set(hall_table.metadata.tables)


def test_every_decision_has_its_three_parts_and_stands_in_the_list() -> None:
    listed = doc("docs/decisions/README.md")
    pages = [page for page in PAGES if page.path.parent.name == "decisions" and page.path != listed.path]
    assert set(listed.links()) == {page.path.name for page in pages}
    for page in pages:
        assert re.findall(r"^## (.+)$", page.text, re.MULTILINE) == ["Decision", "Reasons", "Alternatives"]
        title = page.text.partition("\n")[0].removeprefix("# ")
        assert f"[{title}]({page.path.name})" in listed.text


def test_the_version_is_in_the_changelog() -> None:
    versions = re.findall(r"^## \[([\d.]+)\] - \d{4}-\d\d-\d\d$", doc("CHANGELOG.md").text, re.MULTILINE)
    assert versions[0] == PYPROJECT["project"]["version"]
