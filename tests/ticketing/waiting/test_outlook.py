"""The outlook answers of a hall that it hears of: for who waits, who would come, and what follows."""

import random
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from tests.fakes import MORNING, small_catalogue
from ticketing.calendar import Hours, Season, Shift
from ticketing.catalogue import Catalogue, Duty
from ticketing.errand import Step
from ticketing.lifecycle import Action, Deed
from ticketing.model import Event, HallInfo
from ticketing.presence import Presence, Standing
from ticketing.waiting.entry import Entry, Spot
from ticketing.waiting.outlook import Outlook
from ticketing.waiting.rests import Rests, RestSum
from ticketing.waiting.story import Story

CATALOGUE = small_catalogue()
KTP, KK, PAJAK = (CATALOGUE.service[code].minutes for code in ("KTP-BARU", "KK-BARU", "PAJAK"))
INFO = HallInfo("MPP", "Asia/Jakarta", day=date(2026, 11, 24), catalogue_version=1)
WEDDING = (Step("KTP-BARU"), Step("PAJAK", ("KTP-BARU",)), Step("KK-BARU", ("PAJAK",)))


def ticket(n: int) -> UUID:
    return UUID(int=n, version=4)


def event(
    action: Action | Deed, n: int = 0, service: str = "KTP-BARU", counter: str = "", *, after: float = 0,
    priority: bool = False,
) -> Event:  # fmt: skip
    at = MORNING + timedelta(minutes=after)
    own = ticket(n) if n else None
    return Event(at, action, own, str(n), service if n else "", counter=counter or None, priority=priority)


def working(*counters: str) -> list[Event]:
    """Let these counters work from the morning on, and nobody else."""
    gone = [event(Deed.SIGN_OUT, counter=name) for name in ("1", "2", "3") if name not in counters]
    return [*gone, *(event(Deed.SIGN_IN, counter=name) for name in counters)]


def outlook(
    *lines: Entry | Event,
    catalogue: Catalogue = CATALOGUE,
    info: HallInfo = INFO,
    rests: Rests | None = None,
) -> Outlook:
    made = Outlook(catalogue, info, rests=rests)
    made.hear(lines)
    return made


def test_in_an_empty_hall_that_works_whoever_comes_is_called_at_once() -> None:
    found = outlook(*working("1", "2", "3")).newcomers(MORNING)
    assert {code: (one.ahead, one.middle_min) for code, one in found.items()} == {
        "KTP-BARU": (0, 0), "KK-BARU": (0, 0), "PAJAK": (0, 0)
    }  # fmt: skip


def test_a_newcomer_waits_for_those_before_and_stands_before_nobody() -> None:
    lines = [event(Action.ISSUE, n) for n in (1, 2, 3)]
    hall = outlook(*working("1", "3"), *lines)
    everybody, new = hall.everybody(MORNING), hall.newcomers(MORNING)
    assert [everybody[ticket(n)].middle_min for n in (1, 2, 3)] == pytest.approx([0, KTP, 2 * KTP])
    assert new["KTP-BARU"].middle_min == new["KK-BARU"].middle_min == pytest.approx(3 * KTP)
    assert (new["KTP-BARU"].ahead, new["PAJAK"].ahead) == (3, 0)
    first = hall.of_new("KTP-BARU", MORNING, priority=True)
    assert (first.ahead, first.middle_min) == (1, KTP), "behind the one who is called now"


def test_one_more_is_told_what_the_whole_hall_would_tell_once_it_has_come() -> None:
    chance = random.Random(5)
    duties = (
        Duty("1", "KTP-BARU"), Duty("1", "KK-BARU", 1), Duty("2", "KK-BARU"), Duty("3", "PAJAK"),
        Duty("3", "KTP-BARU", 0, 20),
    )  # fmt: skip
    for catalogue in (CATALOGUE, replace(CATALOGUE, listed_duties=duties)):
        hall = outlook(*working("1", "2", "3"), catalogue=catalogue)
        for n in range(1, 40):
            at = MORNING + timedelta(minutes=n)
            service = chance.choice(["KTP-BARU", "KK-BARU", "PAJAK"])
            priority = chance.random() < 0.3
            alone, among = hall.of_new(service, at, priority=priority), hall.newcomers(at)[service]
            hall.hear([event(Action.ISSUE, n, service, after=n, priority=priority)])
            assert hall.everybody(at)[ticket(n)] == alone
            assert priority or among == alone
            if n % 5 == 0:
                hall.hear([event(Action.CALL, n - 3, counter="1", after=n)])


def test_when_somebody_new_will_have_been_served_is_their_call_and_the_usual_stay() -> None:
    lines = [event(Action.ISSUE, n) for n in (1, 2, 3)]
    hall = outlook(*working("1", "3"), *lines)
    assert hall.served_after("KTP-BARU", MORNING) == pytest.approx(4 * KTP)
    assert hall.served_after("KK-BARU", MORNING) == pytest.approx(3 * KTP + KK)
    assert hall.all_served_after(MORNING) == {
        code: hall.served_after(code, MORNING) for code in ("KTP-BARU", "KK-BARU", "PAJAK")
    }
    hall.hear([event(Action.CANCEL, 3)])
    assert hall.served_after("KTP-BARU", MORNING) == pytest.approx(3 * KTP), (
        "what was told is not kept too long"
    )


def test_what_the_projection_does_not_know_has_no_end() -> None:
    duties = (Duty("1", "KTP-BARU"), Duty("2", "KTP-BARU"), Duty("3", "PAJAK"))
    hall = outlook(*working("1"), catalogue=replace(CATALOGUE, listed_duties=duties))
    assert hall.served_after("KK-BARU", MORNING) is None
    assert set(hall.all_served_after(MORNING)) == {"KTP-BARU", "PAJAK"}


def test_counters_that_are_free_at_once_call_in_the_same_order_whoever_is_asked_about() -> None:
    duties = (
        Duty("1", "KK-BARU"), Duty("1", "KTP-BARU", 1), Duty("2", "KK-BARU"), Duty("3", "PAJAK"),
        Duty("3", "KK-BARU", 1), Duty("1", "PAJAK", 2),
    )  # fmt: skip
    hall = outlook(*working("1", "2", "3"), catalogue=replace(CATALOGUE, listed_duties=duties))
    for n, service in enumerate(("KK-BARU", "KK-BARU", "KTP-BARU", "PAJAK"), 1):
        hall.hear([event(Action.ISSUE, n, service)])
        for asked, among in hall.newcomers(MORNING).items():
            assert hall.of_new(asked, MORNING) == among


def test_who_was_sent_to_a_counter_that_does_not_serve_it_takes_time_there_too() -> None:
    hall = outlook(*working("1", "3"))
    sent = event(Action.TRANSFER, 1, "PAJAK", "3")
    hall.hear([event(Action.ISSUE, 1, "PAJAK"), Entry(sent, Spot(MORNING, 1, "1"))])
    assert hall.of_new("KTP-BARU", MORNING) == hall.newcomers(MORNING)["KTP-BARU"]
    assert hall.of_new("KTP-BARU", MORNING).middle_min == PAJAK


def test_what_nobody_serves_is_answered_by_the_people_who_wait_for_it() -> None:
    duties = (Duty("1", "KTP-BARU"), Duty("2", "KTP-BARU"), Duty("3", "PAJAK"))
    unserved = replace(CATALOGUE, listed_duties=duties)
    hall = outlook(event(Action.ISSUE, 1, "KK-BARU"), catalogue=unserved)
    assert ticket(1) not in hall.everybody(MORNING)
    assert hall.newcomers(MORNING)["KK-BARU"] == hall.of_new("KK-BARU", MORNING)
    assert (hall.of_new("KK-BARU", MORNING).ahead, hall.of_new("KK-BARU", MORNING).middle_min) == (1, KK)
    assert hall.of_new("GONE", MORNING).middle_min == 0


def test_people_at_a_counter_that_only_helps_are_not_ahead() -> None:
    duties = (Duty("1", "KTP-BARU"), Duty("2", "KK-BARU"), Duty("3", "PAJAK"), Duty("3", "KTP-BARU", 0, 5))
    catalogue = replace(CATALOGUE, listed_duties=duties)
    lines = [event(Action.ISSUE, n, "KTP-BARU") for n in (1, 2, 3, 4)]
    hall = outlook(*working("1", "2", "3"), *lines, event(Action.ISSUE, 5, "PAJAK"), catalogue=catalogue)
    new = hall.newcomers(MORNING)
    assert (new["KTP-BARU"].ahead, new["PAJAK"].ahead, new["KK-BARU"].ahead) == (4, 1, 0)


def test_an_idle_counter_where_nobody_waits_is_there_though_others_have_a_crowd() -> None:
    hall = outlook(*working("1", "2", "3"), event(Action.ISSUE, 1), event(Action.ISSUE, 2))
    after = MORNING + timedelta(minutes=90)
    assert hall.newcomers(after)["PAJAK"].middle_min == 0
    assert hall.newcomers(after)["KTP-BARU"].middle_min > 0
    hall.hear([event(Action.ISSUE, 3, "PAJAK", after=90)])
    assert hall.everybody(after)[ticket(3)].middle_min == 0, "its clerk had nobody to call until now"


def test_an_errand_is_told_the_way_that_is_before_it() -> None:
    spot = Spot(MORNING, 1, plan=WEDDING)
    hall = outlook(*working("1", "3"), Entry(event(Action.ISSUE, 1), spot), event(Action.ISSUE, 2))
    steps = hall.steps_of(ticket(1), MORNING)
    assert [step.service for step in steps] == ["KTP-BARU", "PAJAK", "KK-BARU"]
    assert [step.forecast.middle_min for step in steps] == pytest.approx([0, KTP, 2 * KTP])
    assert [step.service for step in hall.steps_of(ticket(2), MORNING)] == ["KTP-BARU"]
    hall.hear([event(Action.CALL, 1, counter="1")])
    at_counter = hall.steps_of(ticket(1), MORNING)
    assert [(step.service, round(step.forecast.middle_min)) for step in at_counter] == [
        ("PAJAK", KTP), ("KK-BARU", 2 * KTP)
    ]  # fmt: skip
    hall.hear([event(Action.COMPLETE, 1, counter="1")])
    hall.hear([Entry(event(Action.ADVANCE, 1, "PAJAK"), replace(spot, order=9))])
    assert [step.service for step in hall.steps_of(ticket(1), MORNING)] == ["PAJAK", "KK-BARU"]
    assert hall.steps_of(ticket(7), MORNING) == ()


def test_who_will_come_from_another_agency_is_waited_for_too() -> None:
    spot = Spot(MORNING - timedelta(minutes=50), 1, plan=WEDDING)
    lines = [Entry(event(Action.CALL, 1, counter="1"))]
    hall = outlook(*working("1", "3"), Entry(event(Action.ISSUE, 1), spot), *lines)
    for n in range(2, 6):
        hall.hear([event(Action.ISSUE, n, "PAJAK")])
    at = MORNING + timedelta(minutes=1)
    assert hall.of_new("PAJAK", at) == hall.newcomers(at)["PAJAK"]
    alone = outlook(*working("1", "3"), *(event(Action.ISSUE, n, "PAJAK") for n in range(2, 6)))
    assert hall.of_new("PAJAK", at).middle_min >= alone.of_new("PAJAK", at).middle_min


def test_a_ticket_for_one_counter_waits_for_that_one() -> None:
    spot = Spot(MORNING, 1, for_counter="2")
    hall = outlook(*working("1", "2"), Entry(event(Action.TRANSFER, 1), spot))
    hall.hear([event(Action.ISSUE, 2), event(Action.CALL, 2, counter="2")])
    assert hall.everybody(MORNING)[ticket(1)].middle_min == pytest.approx(KTP)


def test_an_announced_break_ends_when_it_was_said_and_a_closed_counter_is_none() -> None:
    back = MORNING + timedelta(minutes=25)
    pause = event(Deed.PAUSE, counter="1")
    away = Presence("1", "ani", Standing.BREAK, "istirahat", MORNING, back)
    hall = outlook(*working("1"), Entry(pause, presence=away), event(Action.ISSUE, 1))
    assert hall.everybody(MORNING)[ticket(1)].middle_min == pytest.approx(25)
    assert hall.everybody(back)[ticket(1)].middle_min == 0, "it ends by itself"
    shut = Presence("1", "ani", Standing.CLOSED, "rapat", MORNING)
    two = outlook(
        *working("1", "2"), Entry(pause, presence=shut), event(Action.ISSUE, 1), event(Action.ISSUE, 2)
    )
    assert two.everybody(MORNING)[ticket(2)].middle_min == pytest.approx(KTP), "one counter is left"


def test_a_hall_of_which_everybody_has_left_is_believed_to_come_back() -> None:
    hall = outlook(*working(), event(Action.ISSUE, 1))
    assert 0 < hall.everybody(MORNING)[ticket(1)].middle_min < 15


def test_hours_of_rest_are_kept_until_past_days_tell_better() -> None:
    pause = (time(8), time(9))
    hours = Hours((Shift("", Season.REGULAR, frozenset(range(7)), time(7, 30), time(15), (pause,)),))
    catalogue = replace(CATALOGUE, hours=hours)
    lines = [*working("1", "2", "3"), *(event(Action.ISSUE, n) for n in range(1, 12))]
    told = outlook(*lines, catalogue=catalogue).everybody(MORNING)
    plain = outlook(*lines).everybody(MORNING)
    assert told[ticket(2)] == plain[ticket(2)]
    later = [n for n in range(1, 12) if plain[ticket(n)].middle_min >= 30]
    assert later
    for n in later:
        assert told[ticket(n)].middle_min == pytest.approx(
            max(90, plain[ticket(n)].middle_min + 58), abs=8
        )  # one who is there at eight is served to the end
    practice = outlook(*lines, catalogue=catalogue, info=replace(INFO, rehearsal=True))
    assert practice.everybody(MORNING) == plain, "a hall for practice keeps no hours"
    taught = Rests([RestSum("DUKCAPIL", -1, 10), RestSum("DUKCAPIL", 30, 10, 300)])
    assert outlook(*lines, catalogue=catalogue, rests=taught).everybody(MORNING)[ticket(11)].middle_min < 60


def test_a_new_day_begins_with_nobody_and_a_clock_set_right_lets_nobody_wait_from_later() -> None:
    ahead = Spot(MORNING + timedelta(hours=3), 1)
    hall = outlook(*working("1"), Entry(event(Action.ISSUE, 1, after=180), ahead))
    hall.hear([Entry(event(Deed.ACCEPT_CLOCK)), Entry(event(Action.ISSUE, 2, after=1))])
    at = MORNING + timedelta(minutes=1)
    assert hall.everybody(at)[ticket(1)].ahead == 0
    hall.hear([event(Deed.OPEN_DAY, after=2)])
    assert not hall.everybody(at)


def test_a_bug_costs_the_hour_and_not_the_number(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a bug")

    hear = Story.hear

    def hear_all_but_one(story: Story, line: Entry | Event) -> None:
        told = line.event if isinstance(line, Entry) else line
        return fail() if told.ticket_id == ticket(2) else hear(story, line)

    monkeypatch.setattr(Story, "hear", hear_all_but_one)
    hall = outlook(*working("1"), *(event(Action.ISSUE, n) for n in (1, 2, 3)))
    assert hall.everybody(MORNING).keys() == {ticket(1), ticket(3)}, "one line is left out, and no other"
    monkeypatch.setattr("ticketing.waiting.outlook.project", fail)
    at = MORNING + timedelta(minutes=1)
    assert (hall.of_new("KTP-BARU", at).ahead, hall.of_new("KTP-BARU", at).middle_min) == (2, 2 * KTP)
    assert hall.newcomers(at)["KTP-BARU"] == hall.of_new("KTP-BARU", at)
    assert hall.everybody(at) == {}
    assert caplog.text.count("Bug") == 3, "the line, the newcomer of a moment, the whole hall of a moment"
