"""docs/region.md, what is in deploy/region, and the figures say the same."""

import json
import re
import shlex

import pytest

from benchmarks.suite import REPORT
from store.metadata import metadata
from tests.deploy.installed import DEPLOY
from tests.docs.pages import code, doc

PAGE = doc("docs/region.md")
REGION = DEPLOY / "region"
FIGURE = json.loads(REPORT.with_name("figures.json").read_text(encoding="utf-8"))["many_halls"]
TICKET = FIGURE["ticket"]


def script(name: str) -> str:
    return (REGION / name).read_text(encoding="utf-8")


def planned() -> dict[str, float]:
    """What the page plans with."""
    return {row[0]: float(row[1].split()[0]) for row in PAGE.rows("What a ticket costs")}


def test_every_view_that_a_dashboard_may_read_is_told_and_no_other() -> None:
    granted = set()
    for name in ("views.sql", "copies.sql"):
        for line in re.findall(r"GRANT SELECT ON ([^;]+) TO antrean_region", script(name)):
            granted |= set(line.split(", "))
    assert {code(row[0]) for row in PAGE.rows("What a dashboard reads")} == granted


def test_columns_that_go_up_have_a_place_at_the_region_and_may_be_read_for_the_first_copy() -> None:
    sent = dict(re.findall(r"    public\.(\w+) \(([^)]+)\)", script("sending.sql")))
    readable = re.findall(r"GRANT SELECT \(([^)]+)\)\s+ON public\.(\w+)", script("sending.sql"))
    assert {table: columns for columns, table in readable} == sent
    for table, columns in sent.items():
        (body,) = re.findall(rf"public\.{table} \(\n(.*?)\n\)", script("copies.sql"), re.DOTALL)
        assert set(re.findall(r"^    ([a-z]\w*) ", body, re.MULTILINE)) == set(columns.split(", "))
        assert set(columns.split(", ")) <= set(metadata.tables[table].columns.keys())


def test_every_table_has_its_place_on_the_page() -> None:
    section = PAGE.section("Which rows go where")
    named = set(re.findall(r"`(\w+)`", section))
    assert {"hall", "agency", "leg", "ticket", "event", "anchor", "staff", "print_job"} <= named
    assert named <= set(metadata.tables)
    never = [row[0] for row in PAGE.rows("Which rows go where") if row[2].startswith("never")]
    told = {name for cell in never for name in re.findall(r"`(\w+)`", cell)}
    assert told == named - set(re.findall(r"    public\.(\w+) \(", script("sending.sql")))


def test_every_file_of_the_region_is_used_by_a_command_that_the_page_shows() -> None:
    commands = [shlex.split(line) for block in PAGE.blocks("sh") for line in block.splitlines()]
    words = {word for command in commands for word in command}
    named = {word.removeprefix("/opt/antrean/") for word in words if word.startswith("/opt/antrean/")}
    assert all((DEPLOY.parent / name).exists() for name in named)
    assert {f"deploy/region/{path.name}" for path in REGION.iterdir()} <= named


def test_statements_name_what_the_scripts_make() -> None:
    statements = " ".join(PAGE.blocks("sql"))
    (publication,) = re.findall(r"CREATE PUBLICATION (\w+)", script("sending.sql"))
    (collector,) = re.findall(r"CREATE ROLE (\w+)", script("sending.sql"))
    assert f"PUBLICATION {publication};" in statements
    assert f"user={collector} " in statements
    made = set(re.findall(r"FUNCTION region\.(\w+)", script("copies.sql") + script("views.sql")))
    assert set(re.findall(r"region\.(\w+)\(", statements)) <= made


def test_numbers_of_settings_are_those_of_the_files() -> None:
    settings = dict(re.findall(r"^(\w+) = '?(\w+)'?$", script("region.conf"), re.MULTILINE))
    assert f"`region.conf` has room for {settings['max_replication_slots']}" in PAGE.text
    assert int(settings["max_logical_replication_workers"]) > int(settings["max_replication_slots"])
    assert int(settings["max_worker_processes"]) > int(settings["max_logical_replication_workers"])
    shipped = (DEPLOY / "server/antrean.conf").read_text(encoding="utf-8")
    (sessions,) = re.findall(r"^max_connections = (\d+)$", shipped, re.MULTILINE)
    (kept,) = re.findall(r"^max_slot_wal_keep_size = '(\d+)GB'$", shipped, re.MULTILINE)
    assert f"{sessions} are shipped" in PAGE.text
    assert f"at most {kept} GB" in PAGE.text


@pytest.mark.parametrize(
    ("name", "measured"),
    [
        ("rows", sum(TICKET["rows"].values())),
        ("disk of the hall", sum(TICKET["packed_bytes"].values()) / 1000),
        ("log (WAL) of the hall", TICKET["log_bytes"] / 1000),
        ("line to the region", TICKET["sent_bytes"] / 1000),
    ],
)
def test_what_is_planned_with_is_near_to_what_was_measured(name: str, measured: float) -> None:
    assert 0.8 * measured <= planned()[name] <= 1.2 * measured


def test_the_rate_that_was_kept_up_with_is_the_measured_one() -> None:
    assert f"{FIGURE['sustained_a_s']} actions a second were kept up with" in PAGE.text


def test_the_sizes_are_reckoned_from_what_a_ticket_costs() -> None:
    cost = planned()
    names, *sizes = zip(*PAGE.rows("Four sizes"), strict=True)
    assert len(sizes) == 4
    for size in sizes:
        told = {name: float(cell.replace(",", "")) for name, cell in zip(names, size, strict=True)}
        a_day = told["tickets a day"]
        reckoned = {
            "actions a second, mean of 7 hours": a_day * cost["actions"] / 25_200,
            "actions a second, morning": 2 * a_day * cost["actions"] / 25_200,
            "rows a year, millions": a_day * 300 * cost["rows"] / 1e6,
            "GB a year where the rows are, all together": a_day * 300 * cost["disk of the hall"] / 1e6,
            "log a day, MB": a_day * cost["log (WAL) of the hall"] / 1e3,
            "up the lines a day, MB": a_day * cost["line to the region"] / 1e3,
            "up the lines in the morning, kB a second": 2 * a_day * cost["line to the region"] / 25_200,
            "GB a year of copies at the region": a_day * 300 * cost["disk of the region"] / 1e6,
        }
        assert set(told) == {"halls", "tickets a day", *reckoned}
        for name, value in reckoned.items():
            assert told[name] == pytest.approx(value, rel=0.05), name
