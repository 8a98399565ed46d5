"""Every setting, part of the paper, printer and column of the catalogue is told as the program takes it."""

import pkgutil
import re
import tomllib
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from app import catalogue_files, config
from language.sentences import PROBLEMS
from printer import address, logo, template
from tests.docs.known import INSTALL, each_page
from tests.docs.pages import Doc, code


def sections() -> list[str]:
    return [field.name for field in fields(config.Config) if field.name not in ("data", "given")]


def test_every_section_of_the_configuration_is_told() -> None:
    assert re.findall(r"^### `\[(\w+)\]`$", INSTALL.text, re.MULTILINE) == sections()


@pytest.mark.parametrize("section", sections())
def test_every_key_is_told_with_its_default(section: str) -> None:
    told = {
        code(row[0]): tomllib.loads(f"it = {code(row[1])}")["it"] for row in INSTALL.rows(f"`[{section}]`")
    }
    part = getattr(config.Config(), section)
    defaults = {field.name: getattr(part, field.name) for field in fields(part)}
    assert told == {key: list(one) if isinstance(one, tuple) else one for key, one in defaults.items()}


PAPER = Doc(INSTALL.path, INSTALL.section("What stands on the paper"))


@each_page
def test_every_configuration_shown_is_taken(page: Doc, tmp_path: Path) -> None:
    for block in page.blocks("toml"):
        if block not in PAPER.blocks("toml"):
            file = tmp_path / "hall.toml"
            file.write_text(block, encoding="utf-8")
            config.load(file)


def test_the_template_shown_is_taken_and_has_the_shipped_order(tmp_path: Path) -> None:
    (block,) = PAPER.blocks("toml")
    file = tmp_path / "paper.toml"
    file.write_text(block, encoding="utf-8")
    assert template.read(file).order == template.DEFAULT.order


def test_every_part_of_the_paper_is_told_with_those_that_must_be_there() -> None:
    rows = [row for row in INSTALL.rows("What stands on the paper") if code(row[0]).islower()]
    assert [code(row[0]) for row in rows] == list(template.Part)
    assert {code(row[0]) for row in rows if "must be there" in row[1]} == set(template.NEEDED)


def test_every_fault_of_a_template_is_told() -> None:
    source = Path(template.__file__).read_text(encoding="utf-8")
    faults = set(re.findall(r'_wrong\("(\w+)"', source)) - {"wrong_value"}
    faults |= set(re.findall(r'BrokenLogo\("(\w+)"', Path(logo.__file__).read_text(encoding="utf-8")))
    told = {code(row[0]) for row in INSTALL.rows("What stands on the paper") if not code(row[0]).islower()}
    assert told == {PROBLEMS[fault].replace("{detail}", "…") for fault in faults}


def test_every_kind_of_printer_is_told_with_an_address_that_is_taken() -> None:
    examples = [code(row[0]) for row in INSTALL.rows("The printer") if ":" in row[0]]
    assert {address.parse(url).scheme for url in examples} == set(address._SCHEMES)


def test_every_option_of_a_printer_is_told() -> None:
    told = {code(row[0]) for row in INSTALL.rows("The printer") if ":" not in row[0]}
    assert told == address._OPTIONS


#: The modules that read a file of a catalogue each, and what stands in them.
READERS = [
    import_module(f"app.catalogue_files.{one.name}") for one in pkgutil.iter_modules(catalogue_files.__path__)
]

CATALOGUE_SOURCE = "".join(Path(str(one.__file__)).read_text(encoding="utf-8") for one in READERS)


def test_every_column_of_the_catalogue_is_told() -> None:
    told: dict[tuple[str, bool], int] = {}
    for name, needed, *_ in INSTALL.rows("Your own catalogue"):
        if needed in ("yes", "no"):
            key = (code(name), needed == "yes")
            told[key] = told.get(key, 0) + 1
    needed_ones = [name for reader in READERS for name in getattr(reader, "COLUMNS", ())]
    optional = re.findall(r'cells\.get\("(\w+)"', CATALOGUE_SOURCE)
    optional += [name for reader in READERS for name in getattr(reader, "OPTIONAL", ())]
    assert told == {
        **{(name, True): needed_ones.count(name) for name in needed_ones},
        **{(name, False): optional.count(name) for name in optional},
    }


def test_every_fault_of_a_catalogue_is_told() -> None:
    faults = set(re.findall(r'report\.tell\([^"]*"(\w+)"', CATALOGUE_SOURCE))
    rows = INSTALL.rows("Your own catalogue")
    told = {code(row[0]) for row in rows if code(row[0])[:1].isupper() or code(row[0])[:1] == "…"}
    assert told == {PROBLEMS[fault].replace("{detail}", "…") for fault in faults}
