"""What a phone is told of a ticket, as plain values."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from phone.view import Seen, content, stamped, text_of
from tests.fakes import MORNING, small_catalogue
from ticketing.catalogue import Catalogue
from ticketing.errand import Errand, Step
from ticketing.lifecycle import State
from ticketing.model import HallInfo, Leg, Ticket, Told
from ticketing.words import Language, Words

HALL = HallInfo("MPP Bale Madukara", "Asia/Jakarta")
TOLD = Told(7, MORNING + timedelta(minutes=130), MORNING + timedelta(minutes=155))
STEPS = (Step("KK-BARU"), Step("KTP-BARU", ("KK-BARU",)), Step("PAJAK", ("KK-BARU",)))
MOVING = Errand("PINDAH", Words("Pindah ke Purwakarta", "Moving to Purwakarta"), STEPS)


def leg(state: State = State.WAITING, **changes: Any) -> Leg:
    ticket = Ticket(
        UUID(int=1), MORNING.date(), "A", 12, Language.ID, False, "A" * 26, "kiosk-1", MORNING, TOLD
    )
    own = {name: changes.pop(name) for name in ("priority", "errand", "plan", "block") if name in changes}
    return replace(Leg(replace(ticket, **own), "KTP-BARU", "DUKCAPIL", state, MORNING, position=1), **changes)


def told(seen: Seen, language: Language = Language.ID, catalogue: Catalogue | None = None) -> dict[str, Any]:
    return content(seen, HALL, catalogue or small_catalogue(), language)


def test_who_waits_is_told_the_present_estimate_beside_the_printed_one() -> None:
    now = Told(4, MORNING + timedelta(minutes=160), MORNING + timedelta(minutes=180))
    said = told(Seen([leg()], now))
    assert (said["ahead"], said["told_ahead"]) == (4, 7)
    assert said["called_from"] == "2026-11-24T10:10+07:00"
    assert said["told_from"] == "2026-11-24T09:40+07:00"
    assert said["told_until"] == "2026-11-24T10:05+07:00"


@pytest.mark.parametrize("state", [state for state in State if state is not State.WAITING])
def test_who_does_not_wait_has_no_estimate(state: State) -> None:
    said = told(Seen([leg(state)], TOLD))
    assert (said["ahead"], said["called_from"], said["called_until"]) == (None, None, None)


def test_a_call_names_counter_zone_and_how_often() -> None:
    called = leg(State.CALLED, counter="2", called_at=MORNING + timedelta(minutes=30), calls=2)
    said = told(Seen([called]))
    assert (said["counter"], said["counter_zone"], said["calls"]) == ("2", "Zona 1", 2)
    assert said["called_at"] == "2026-11-24T08:00:00+07:00"


def test_a_counter_that_is_left_is_not_named_any_more() -> None:
    gone = leg(State.NO_SHOW, counter="2", called_at=MORNING, calls=2)
    said = told(Seen([gone]))
    assert (said["counter"], said["called_at"], said["calls"]) == (None, None, 0)


def test_a_number_that_a_kiosk_gave_alone_has_no_printed_estimate() -> None:
    assert told(Seen([leg(block=5000)]))["told_from"] is None


def test_an_errand_tells_its_way_with_hours_as_far_as_known() -> None:
    catalogue = replace(small_catalogue(), errands=(MOVING,))
    own = {"errand": "PINDAH", "plan": STEPS}
    legs = [
        leg(State.COMPLETED, service="KK-BARU", **own),
        leg(State.WAITING, service="KTP-BARU", position=2, **own),
    ]
    said = told(Seen(legs, TOLD, {"PAJAK": TOLD}), Language.EN, catalogue)
    assert said["errand"] == "Moving to Purwakarta"
    assert [(one["service"], one["state"], one["from"]) for one in said["steps"]] == [
        ("New family card", "done", None),
        ("New e-KTP issuance", "present", "2026-11-24T09:40+07:00"),
        ("Annual vehicle tax", "ahead", "2026-11-24T09:40+07:00"),
    ]
    assert said["documents"] == ["Family card (KK)"]
    assert said["told_from"] is None, "what was printed is of the first step"


def test_an_errand_that_is_over_asks_for_nothing() -> None:
    own = {"errand": "PINDAH", "plan": STEPS}
    done = [leg(State.COMPLETED, service=step.service, **own) for step in STEPS]
    said = told(Seen(done))
    assert [one["state"] for one in said["steps"]] == ["done"] * 3
    assert (said["documents"], said["can"]) == ([], [])


def test_what_left_the_catalogue_is_called_by_its_code() -> None:
    said = told(Seen([leg(service="KTP-LAMA", agency="LAMA")]))
    assert (said["service"], said["agency"], said["zone"]) == ("KTP-LAMA", "LAMA", None)


def test_nothing_in_it_tells_who_it_is_or_what_the_token_is() -> None:
    text = json.dumps(told(Seen([leg()], TOLD)))
    assert "A" * 26 not in text
    assert str(UUID(int=1)) not in text


def test_a_version_changes_with_the_content_and_not_with_the_time() -> None:
    once, again = (text_of(told(Seen([leg()], TOLD)), stale=False) for _ in range(2))
    called = text_of(told(Seen([leg(State.CALLED, counter="1", calls=1)])), stale=False)
    recalled = text_of(told(Seen([leg(State.CALLED, counter="1", calls=2)])), stale=False)
    old = text_of(told(Seen([leg()], TOLD)), stale=True)
    assert once == again
    assert len({once.version, called.version, recalled.version, old.version}) == 4
    zone = ZoneInfo("Asia/Jakarta")
    later = datetime(2026, 11, 24, 1, 0, 9, tzinfo=UTC)
    fresh = json.loads(stamped(once, later, None, zone))
    assert (fresh["at"], fresh["stale"], fresh["known_at"]) == ("2026-11-24T08:00:09+07:00", False, None)
    stale = json.loads(stamped(old, later, MORNING, zone))
    assert (stale["stale"], stale["known_at"]) == (True, "2026-11-24T07:30:00+07:00")
    assert {**stale, "x": 0}.keys() == {**fresh, "x": 0}.keys()


def test_every_ticket_of_the_shipped_catalogue_is_told_in_less_than_four_kilobytes() -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)
    longest = 0
    for language in Language:
        for service in catalogue.services:
            said = told(Seen([leg(service=service.code, agency=service.agency)], TOLD), language, catalogue)
            longest = max(
                longest, len(stamped(text_of(said, stale=True), MORNING, MORNING, ZoneInfo("Asia/Jakarta")))
            )
        for errand in catalogue.errands:
            first = leg(service=errand.steps[0].service, errand=errand.code, plan=errand.steps)
            then = dict.fromkeys(errand.services, TOLD)
            said = told(Seen([first], TOLD, then), language, catalogue)
            longest = max(
                longest, len(stamped(text_of(said, stale=True), MORNING, MORNING, ZoneInfo("Asia/Jakarta")))
            )
    assert 1000 < longest < 4096
