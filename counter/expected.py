"""When those who wait for a counter will be called, in words. Pure."""

from datetime import datetime

from counter.desk import Desk
from counter.words import CounterWords
from language import dates
from ticketing.model import Leg


def called(leg: Leg, desk: Desk, words: CounterWords, now: datetime) -> str:
    """Say about when a visitor will be called; since when they wait, where that is not known or is past."""
    zone = desk.hall.timezone if desk.hall else "UTC"
    moment = desk.called_at.get(leg.ticket.id)
    if moment is None or moment < now:
        return words.since(leg, zone)
    return words.say("call about {hour}", hour=dates.hour(moment, zone, words.language))


def last(desk: Desk, words: CounterWords) -> str:
    """Say about when the last of those who wait will be called; empty for fewer than two, or not known."""
    moments = [desk.called_at[leg.ticket.id] for leg in desk.waiting if leg.ticket.id in desk.called_at]
    if len(moments) < 2 or desk.hall is None:
        return ""
    hour = dates.hour(max(moments), desk.hall.timezone, words.language)
    return words.say("The last one is called about {hour}", hour=hour)
