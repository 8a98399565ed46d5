"""Simulated days: the same seed is the same day, lived through by ordinary actions; and what is told of them."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import pytest

from app.cli import main
from app.simulation.script import GIVING_MIN, Town
from store.store import open_store
from tests.ticketing.waiting.simulated import one_agency
from ticketing.lifecycle import Action

SERVICES = one_agency(1).services


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Mapping[str, Any], str]:
    """Run a verb; return its exit code, its answer and what it said on stderr."""
    code = main([*words, "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return str(tmp_path / "hall.db")


def days_before(day: date | None, count: int) -> list[date]:
    assert day is not None
    return [day - timedelta(days=n) for n in range(1, count + 1)]


def test_the_same_town_has_the_same_days_and_no_two_of_them_are_alike() -> None:
    town, twin, other = Town(SERVICES, 1), Town(SERVICES, 1), Town(SERVICES, 2)
    assert town.day(4, 3) == twin.day(4, 3)
    assert town.day(4, 3) != town.day(5, 3)
    assert town.day(4, 3) != other.day(4, 3)


def test_a_day_has_a_morning_peak_mixed_services_and_clerks_who_go_away() -> None:
    days = [Town(SERVICES, 7).day(n, 3) for n in range(60)]
    visitors = [one for day in days for one in day.visitors]
    assert all(list(day.visitors) == sorted(day.visitors, key=lambda one: one.at_min) for day in days)
    assert all(0 <= one.at_min <= GIVING_MIN for one in visitors)
    early = sum(one.at_min < GIVING_MIN / 3 for one in visitors) / len(visitors)
    assert early > 0.6
    assert len({one.service for one in visitors}) > 10
    assert 0.05 < sum(one.priority for one in visitors) / len(visitors) < 0.11
    assert 0.03 < sum(not one.comes for one in visitors) / len(visitors) < 0.07
    clerks = [clerk for day in days for clerk in day.clerks]
    assert len(clerks) == 180
    told = [[one.is_told for one in clerk.absences] for clerk in clerks]
    assert all(one.count(True) == 1 for one in told), "everybody has a break"
    assert 0 < sum(False in one for one in told) < len(told), "some go away unasked"


def test_services_are_lognormal_with_the_spread_that_is_told() -> None:
    drawn: dict[str, list[float]] = {}
    for n in range(400):
        for one in Town(SERVICES, 3).day(n, 1).visitors:
            drawn.setdefault(one.service, []).append(one.needs_min)
    spreads = [stdev(one) / fmean(one) for one in drawn.values() if len(one) > 300]
    assert spreads
    assert 0.5 < fmean(spreads) < 0.7
    assert all(min(one) > 0 for one in drawn.values())


def test_days_are_ordinary_events_that_pass_every_check(capsys: pytest.CaptureFixture[str], db: str) -> None:
    words = ("simulate", "--days", "3", "--counters", "2", "--seed", "5", "--db", db)
    code, told, _ = run(capsys, *words)
    assert code == 0
    assert (told["days"], told["counters"], told["agency"]) == (3, 2, "DUKCAPIL")
    assert told["visitors"] > 60
    assert main(["check", "--db", db]) == 0
    capsys.readouterr()
    store = open_store(db)
    assert store.hall().rehearsal
    assert str(store.hall().day) == told["to"]
    assert not list(store.waiting("1"))
    ended = [event for day in days_before(store.hall().day, 6) for event in store.events(day)]
    learnt = store.lesson()
    assert sum(one.n for one in learnt.stays) == sum(event.action is Action.CALL for event in ended) > 30
    assert any(one.slot > 0 for one in learnt.rests), "clerks had breaks"
    assert not store.not_learnt()
    store.close()
    _, more, _ = run(capsys, *words)
    assert more["from"] > told["to"], "they follow the last day of the hall"


def test_a_backtest_tells_each_way_by_the_number_of_counters(
    capsys: pytest.CaptureFixture[str], db: str
) -> None:
    _, told, _ = run(capsys, "simulate", "--days", "6", "--counters", "2", "--db", db)
    code, answer, _ = run(capsys, "backtest", "--from", told["from"], "--to", told["to"], "--db", db)
    assert code == 0
    assert (answer["days"], answer["rehearsal"]) == (6, True)
    assert answer["methods"].keys() == {"projection", "last_to_enter", "rolling_mean", "minutes_ahead"}
    for by_counters in answer["methods"].values():
        assert by_counters.keys() == {"2"}
        figures = by_counters["2"]
        assert figures.keys() == {"n", "wape", "mae_min", "within", "late", "covered", "mean_min"}
        assert figures["n"] > 0.9 * told["visitors"]
    own, last = (answer["methods"][name]["2"] for name in ("projection", "last_to_enter"))
    assert own["wape"] < last["wape"]
    main(["backtest", "--from", told["from"], "--to", told["to"], "--db", db])
    said = capsys.readouterr().out
    assert "simulasi" in said
    assert len(said.splitlines()) == 6


def test_what_cannot_be_simulated_or_told_is_refused(capsys: pytest.CaptureFixture[str], db: str) -> None:
    code, _, said = run(capsys, "backtest", "--from", "2026-11-02", "--to", "2026-11-03", "--db", db)
    assert code == 1
    assert said
    assert not Path(db).exists()
    catalogue = str(Path(__file__).parents[2] / "assets" / "catalogue")
    assert main(["import", catalogue, "--db", db]) == 0
    capsys.readouterr()
    code, _, said = run(capsys, "simulate", "--days", "1", "--counters", "1", "--db", db)
    assert code == 1, "a hall in service is left alone"
    assert said
    code, _, said = run(capsys, "backtest", "--from", "2026-11-02", "--to", "2026-11-03", "--db", db)
    assert code == 1
    assert said
