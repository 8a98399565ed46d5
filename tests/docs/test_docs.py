"""The pages for people and the code say the same."""

import ast
import pkgutil
import re
import shlex
import tomllib
from argparse import SUPPRESS, Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from app import catalogue_files, cli, config, options
from counter import keys
from display.board import Pace
from kiosk.attendant.rest import Rest
from kiosk.patience import Patience
from language.sentences import PROBLEMS
from printer import address, logo, template
from store import check
from store.postgres import faults as postgres_faults
from store.schema import hall as hall_table
from store.sqlite.faults import _REASONS
from tests.docs.pages import DOCS, ROOT, Doc, all_docs, code, doc
from ticketing import errors, lifecycle
from ticketing.lifecycle import State
from ticketing.outbox import PaperState
from ui.watch import GAVE_UP

README = doc("README.md")
INSTALL = doc("docs/install.md")
OPERATE = doc("docs/operate.md")
GLOSSARY = doc("docs/glossary.md")
ARCHITECTURE = doc("docs/architecture.md")
PAGES = list(all_docs())
PICTURES = sorted((DOCS / "pictures").rglob("*.png"))
LARGEST_IN_ALL = 4_000_000
LONGEST_SIDE = 1560
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


# --- the command line ---------------------------------------------------------------------------


def verbs() -> dict[str, ArgumentParser]:
    for action in options.parser("")._actions:
        if isinstance(action, _SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no verbs")


def seen(actions: list[Action]) -> set[str]:
    """The long options that help shows."""
    shown = [action for action in actions if action.help != SUPPRESS]
    return {name for action in shown for name in action.option_strings if name[:2] == "--"} - {"--help"}


def general() -> set[str]:
    return seen(options.parser("")._actions)


def test_every_verb_has_a_section_with_an_example() -> None:
    for verb in verbs():
        examples = "\n".join(OPERATE.section(f"`{verb}`").split("```sh")[1:])
        assert f"main.py {verb}" in examples, verb


def test_no_section_tells_of_a_verb_that_is_not_there() -> None:
    told = re.findall(r"^### `(.+)`$", OPERATE.section("Commands"), re.MULTILINE)
    assert told == list(verbs())


def test_every_option_stands_with_its_verb_and_general_ones_once_for_all() -> None:
    for verb, parser in verbs().items():
        section = OPERATE.section(f"`{verb}`")
        for option in seen(parser._actions) - general():
            assert re.search(rf"`{option}\b", section), f"{verb} {option}"
    told = {code(row[0]).split()[0] for row in OPERATE.rows("Commands") if row[0].startswith("`--")}
    assert told == general()


def test_no_page_tells_of_an_option_that_is_not_there() -> None:
    known = set().union(general(), *(seen(parser._actions) for parser in verbs().values())) | {"--help"}
    for page in (README, OPERATE, INSTALL):
        for span in page.spans():
            if span.startswith("--"):
                assert span.split()[0] in known, f"{page.name}: {span}"


def commands(page: Doc) -> Iterator[str]:
    for block in page.blocks("sh"):
        yield from (line.strip() for line in block.splitlines() if line.strip())


@each_page
def test_every_example_is_taken_by_the_command_line(page: Doc) -> None:
    for line in commands(page):
        if "main.py" in line:
            argv = shlex.split(line.partition("main.py")[2])
            if argv != ["--help"]:
                options.parser("").parse_args(argv)  # leaves with exit 2 where it is wrong


@each_page
def test_every_printer_of_an_example_has_an_address(page: Doc) -> None:
    for line in commands(page):
        for url in re.findall(r"--printer \"?([^\s\"]+)", line):
            address.parse(url)


@each_page
def test_every_target_of_make_is_in_the_makefile(page: Doc) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    there = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    named = {line.split()[1] for line in commands(page) if line.startswith("make ")}
    named |= {span.split()[1] for span in page.spans() if span.startswith("make ")}
    assert named <= there


def test_every_exit_code_is_told() -> None:
    told = {int(row[0]) for row in OPERATE.rows("Exit codes")}
    assert told == {cli.DONE, cli.REFUSED, 2, GAVE_UP, cli.TRY_AGAIN, cli.MISCONFIGURED, cli.INTERRUPTED}


# --- settings -----------------------------------------------------------------------------------


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


# --- what people meet ---------------------------------------------------------------------------


def leaves(kind: type[errors.AntreanError]) -> set[type[errors.AntreanError]]:
    below = kind.__subclasses__()
    return {kind} if not below else set().union(*map(leaves, below))


def exit_code(kind: type[errors.AntreanError]) -> int:
    if issubclass(kind, errors.Misconfigured):
        return cli.MISCONFIGURED
    return cli.TRY_AGAIN if issubclass(kind, errors.Environment) else cli.REFUSED


def test_every_error_is_told_with_its_exit_code_and_what_to_do() -> None:
    rows = [row for row in OPERATE.rows("Messages and what to do") if len(row) == 4]
    told = {code(row[0]): int(row[1]) for row in rows}
    assert told == {kind.__name__: exit_code(kind) for kind in leaves(errors.AntreanError)}
    assert all(row[2] and row[3] for row in rows)


def test_every_reason_of_a_store_out_of_reach_is_told() -> None:
    told = {code(row[0]) for row in OPERATE.rows("Messages and what to do") if len(row) == 2}
    known = {*_REASONS.values(), *postgres_faults.REASONS.values(), *postgres_faults.WORDS.values()}
    assert told == {*known, "network"}


@pytest.mark.parametrize(
    ("section", "values"),
    [("How long it waits", Patience()), ("The staff page", Rest()), ("On the board", Pace())],
    ids=["kiosk", "staff", "board"],
)
def test_every_waiting_time_is_told(section: str, values: Patience | Pace | Rest) -> None:
    told = {code(row[0]): float(row[1]) for row in OPERATE.rows(section) if row[0].startswith("`")}
    assert told == {field.name: getattr(values, field.name) for field in fields(values)}


def test_every_key_of_the_counter_is_told() -> None:
    told = {code(row[0]) for row in OPERATE.rows("At the counter")}
    assert told == {*keys.KEYS.values(), keys.FIND, keys.NARROW, keys.BACK, "Enter"}


def test_every_invariant_that_check_tests_is_told_with_its_messages() -> None:
    source = Path(check.__file__).read_text(encoding="utf-8")
    tested: dict[str, set[str]] = {}
    for name, problem in re.findall(r'Fault\("(I\d+)", 0, "(\w+)"', source):
        tested.setdefault(name, set()).add(PROBLEMS[problem].replace("{detail}", "…"))
    rows = OPERATE.rows("What `check` tests")
    assert {row[0]: set(re.findall("`(.+?)`", row[2])) for row in rows} == tested


def test_every_word_for_an_action_or_a_state_is_in_the_glossary() -> None:
    for section, words in (
        ("Actions", lifecycle.Action),
        ("Deeds", lifecycle.Deed),
        ("States", State),
        ("States of a paper", PaperState),
    ):
        assert [code(row[0]) for row in GLOSSARY.rows(section)] == [word.value for word in words]


def test_the_diagram_is_the_one_that_the_program_goes_by() -> None:
    assert [block.strip() for block in GLOSSARY.blocks("mermaid")] == [lifecycle.diagram()]


# --- how it is built ----------------------------------------------------------------------------


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


# --- links, files and pictures ------------------------------------------------------------------


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
