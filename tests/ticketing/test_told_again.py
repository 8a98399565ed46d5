"""Hours that were told are told again where it matters, by the rule of the page on the phone."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.hours import CHANGES, PRINTED
from tests.printer.samples import leg
from ticketing import told_again
from ticketing.model import Told


def told(hours: str) -> Told:
    start, end = (datetime.fromisoformat(f"2026-11-24T{hour}+07:00") for hour in hours.split("–"))
    return Told(3, start, end)


@pytest.mark.parametrize(("now", "is_told"), CHANGES)
def test_hours_change_where_it_matters(now: str, is_told: bool) -> None:
    assert told_again.is_worth_telling(told(PRINTED), told(now)) == is_told


@pytest.mark.parametrize(("now", "is_told"), [("10:20–10:50", True), ("10:15–10:50", False)])
def test_wide_hours_become_narrow_where_they_are_known_much_better(now: str, is_told: bool) -> None:
    assert told_again.is_worth_telling(told("10:05–11:05"), told(now)) == is_told


def test_a_paper_has_the_hours_of_the_first_service_and_of_a_ticket_of_the_hall() -> None:
    first = leg()
    assert told_again.printed(first) == first.ticket.told
    assert told_again.printed(replace(first, position=2)) is None
    assert told_again.printed(replace(first, ticket=replace(first.ticket, block=5001))) is None
