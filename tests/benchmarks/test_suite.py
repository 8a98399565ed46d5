"""The shape of what the benchmarks answer. How fast anything is, no test says."""

import json
from functools import cache
from typing import Any

import pytest

from benchmarks import suite
from benchmarks.roles import RoleSilent
from benchmarks.timing import Progress, percentile_ms, ratio, spread, take_turns

NAMES = (
    "issue",
    "issue_1m",
    "call",
    "call_10k",
    "call_to_board",
    "tap_to_paper",
    "paper_sent",
    "page",
    "scroll",
    "kiosk_10k",
    "search",
    "kiosk_start",
    "memory",
    "lock_held",
    "day",
    "slip",
    "phrase",
    "call_to_sound",
    "board_idle",
    "call_storm",
    "board_week",
    "papers_flat",
    "faulty_printer",
    "server_issue",
    "server_call",
    "server_event",
    "cut_off",
    "many_halls",
    "crowd",
    "server_past",
    "told_waits",
    "phones",
)


@cache
def quick(name: str) -> dict[str, object]:
    """Run a benchmark once for all tests that look at what it tells."""
    answer = suite.run([name], quick=True)
    assert answer.keys() == {name}
    return answer[name]


def test_every_name_of_the_design_has_its_benchmark() -> None:
    assert tuple(suite.BENCHMARKS) == NAMES


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("issue", {"ratio"}),
        ("issue_1m", {"ratio", "to_empty", "past"}),
        ("call", {"ratio", "waiting"}),
        ("call_10k", {"ratio", "to_10", "waiting"}),
        ("search", {"services", "many_services", "many_p99_ms", "queries", "among_three_percent"}),
        ("tap_to_paper", set()),
        ("paper_sent", set()),
        ("page", {"number_p50_ms", "arrived_p50_ms", "feedback_p99_ms"}),
        ("scroll", {"fps", "worst_fps"}),
        ("kiosk_start", set()),
        ("slip", {"bytes_max", "text_p50_ms", "text_p99_ms", "text_bytes_max"}),
        ("phrase", {"short_p50_ms", "short_p99_ms", "lasts_s", "short_lasts_s"}),
        ("call_to_sound", {"painted_p50_ms", "painted_p99_ms"}),
        ("call_storm", {"dropped", "a_minute", "counters"}),
        ("server_issue", {"ratio", "to_file"}),
        ("server_call", {"ratio", "to_file", "waiting"}),
        ("server_past", {"issue_to_empty", "call_to_empty", "call_p99_ms", "past", "database_mb"}),
        ("server_event", set()),
        (
            "phones",
            {
                "p99_ratio",
                "alone_p50_ms",
                "alone_p99_ms",
                "called_p50_ms",
                "called_p99_ms",
                "memory_mb",
                "phones",
            },
        ),
        ("cut_off", {"board_p50_ms", "board_max_ms", "back_p50_ms", "back_max_ms"}),
        ("day", {"call_p50_ms", "call_p99_ms", "counters", "seconds"}),
    ],
)
def test_a_figure_says_its_middle_its_tail_and_its_conditions(name: str, more: set[str]) -> None:
    figure = quick(name)
    assert {"p50_ms", "p99_ms", "runs", "seed", "machine", *more} <= figure.keys()
    for key in (
        "p50_ms",
        "p99_ms",
        *(more & {"ratio", "to_empty", "issue_to_empty", "call_to_empty", "to_10", "to_file"}),
    ):
        value = figure[key]
        assert isinstance(value, float)
        assert value > 0


def test_after_the_simulated_day_everybody_was_served_once_and_nothing_is_broken() -> None:
    told = quick("day")
    assert told["runs"] == 60
    assert (told["left_waiting"], told["faults"], told["refused"]) == (0, 0, 0)
    assert isinstance(told["ended"], dict)
    assert told["ended"]["completed"] >= 50


def test_many_halls_work_side_by_side_and_what_a_ticket_costs_is_told() -> None:
    told = suite.run(["many_halls"], quick=True)["many_halls"]
    assert {
        "p50_ms",
        "p99_ms",
        "call_p99_ms",
        "dashboard_p99_ms",
        "line_p99_ms",
        "sustained_a_s",
        "actions_a_s",
    } <= told.keys()
    assert (told["halls"], told["faults"]) == (4, 0)
    assert isinstance(told["steps"], list)
    assert all(step["issue_p99_ms"] > 0 for step in told["steps"])
    ticket = told["ticket"]
    assert isinstance(ticket, dict)
    assert ticket["faults"] == 0
    assert ticket["rows"] == {"ticket": 1, "leg": 1, "event": 4, "print_job": 1}
    assert 0 < ticket["sent_bytes"] < ticket["log_bytes"]


def test_on_a_server_and_in_a_file_each_event_of_a_crowd_comes_to_each_board() -> None:
    told: dict[str, Any] = suite.run(["crowd"], quick=True)["crowd"]
    in_file = told["file"]
    assert isinstance(in_file, dict)
    for figure in (told, in_file):
        for of in ("", "call_", "event_"):
            assert 0 < figure[f"{of}p50_ms"] <= figure[f"{of}p99_ms"] <= figure[f"{of}max_ms"]
        assert figure["runs"] + figure["calls"] <= figure["acts"]
        assert figure["events"] == figure["acts"] * told["boards"] > 0
        assert (figure["never_seen"], figure["refused"], figure["faults"]) == (0, 0, 0)
    assert {"counters", "kiosks", "seconds", "seed", "machine"} <= told.keys()


def test_what_told_waits_are_worth_stands_by_counters_and_way() -> None:
    told = suite.run(["told_waits"], quick=True)["told_waits"]
    assert (told["waiting"], told["counters"], told["agencies"]) == (1000, 62, 36)
    scores: Any = told["scores"]
    assert scores.keys() == {"1"}
    assert scores["1"].keys() == {"projection", "last_to_enter", "rolling_mean", "minutes_ahead"}
    assert all(one["wape"] > 0 for one in scores["1"].values())


def test_no_number_is_given_while_another_program_holds_the_queue() -> None:
    held = suite.run(["lock_held"], quick=True)["lock_held"]
    assert {"max_gap_ms", "free_max_gap_ms", "held_s", "runs", "seed", "machine"} <= held.keys()
    assert held["tickets_while_held"] == 0


def test_what_a_spooler_holds_and_how_long_a_window_stands_still_is_told() -> None:
    told = suite.run(["papers_flat", "faulty_printer"], quick=True)
    flat, faulty = told["papers_flat"], told["faulty_printer"]
    for held in (flat["first"], flat["last"]):
        assert isinstance(held, dict)
        assert {"papers", "memory_mb", "open_files", "temporary_files", "files"} == held.keys()
    faults = {"ready", "refused", "mute", "resets", "stops_reading", "paper_out"}
    assert faults <= faulty.keys()
    for fault in faults:
        assert isinstance(faulty[fault], dict)


def test_what_an_idle_board_takes_and_what_it_holds_after_each_day_is_told() -> None:
    told = suite.run(["board_idle", "board_week"], quick=True)
    for name in ("alone_percent", "with_text_percent", "with_video_percent"):
        assert isinstance(told["board_idle"][name], float)
    assert isinstance(told["board_week"]["after_day_mb"], list)
    assert len(told["board_week"]["after_day_mb"]) == 2


def test_what_a_kiosk_holds_after_its_visitors_is_told() -> None:
    told = suite.run(["kiosk_10k"], quick=True)["kiosk_10k"]
    assert told["visitors"] == 20
    for name in ("start_mb", "early_mb", "end_mb"):
        held = told[name]
        assert isinstance(held, float)
        assert held > 50
    widgets = told["end_widgets"]
    assert isinstance(widgets, int)
    assert widgets > 0


def test_the_docs_report_every_figure() -> None:
    report = suite.REPORT.read_text(encoding="utf-8")
    figures = json.loads(suite.REPORT.with_name("figures.json").read_text(encoding="utf-8"))
    assert figures.keys() == suite.BENCHMARKS.keys()
    for name in suite.BENCHMARKS:
        assert f"`{name}`" in report
    assert figures["issue"]["machine"] in report


def test_one_that_fails_does_not_take_the_others_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*, quick: bool) -> dict[str, object]:
        raise RoleSilent("the board does not start")

    def succeed(*, quick: bool) -> dict[str, object]:
        return {"p50_ms": 1.0}

    monkeypatch.setattr(suite, "BENCHMARKS", {"one": fail, "other": succeed})
    figures = suite.run(quick=True)
    assert figures["one"]["failed"] == "the board does not start"
    assert figures["other"]["p50_ms"] == 1.0


def test_an_unknown_name_is_not_passed_over() -> None:
    with pytest.raises(KeyError, match="no-such"):
        suite.run(["no-such"], quick=True)


def test_lanes_take_turns_and_only_the_act_is_timed() -> None:
    story: list[str] = []

    class Told:
        def __init__(self, name: str) -> None:
            self.name = name

        def ready(self, run: int) -> None:
            story.append(f"{self.name} ready {run}")

        def act(self) -> None:
            story.append(f"{self.name} act")

        def settle(self) -> None:
            story.append(f"{self.name} settle")

    taken = take_turns([Told("A"), Told("B")], 2, "test")
    assert [len(durations) for durations in taken] == [2, 2]
    one = ["A act", "B ready", "B act", "A settle", "B settle"]
    assert [" ".join(step.split()[:2]) for step in story] == ["A ready", *one, "A ready", *one]


def test_percentiles_are_values_that_were_measured() -> None:
    durations = [number * 1_000_000 for number in range(1, 201)]
    assert percentile_ms(durations, 50) == 100
    assert percentile_ms(durations, 99) == 198
    assert percentile_ms([7_000_000], 99) == 7
    assert ratio(durations, [50_000_000]) == 2
    assert spread(durations)["max_ms"] == 200


def test_progress_is_silent_for_what_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("short", 3)
    for done in (1, 2, 3):
        progress.show(done)
    assert capsys.readouterr().err == ""
