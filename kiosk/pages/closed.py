"""Why no number is given, and when again, in plain words."""

from datetime import datetime

from kiosk.screen import Reading
from language import dates
from language.texts import Say, mark
from ticketing.calendar import Reason
from ticketing.errors import NotOpen
from ticketing.words import Language, Words

_WHY: dict[Reason, str] = {
    Reason.NOT_YET: mark("This service has not opened yet"),
    Reason.BREAK: mark("This service is on its break"),
    Reason.LAST_ISSUE: mark("No more numbers are given today"),
    Reason.OVER: mark("This service is closed for today"),
    Reason.CLOSED_DAY: mark("This service is closed today"),
    Reason.HOLIDAY: mark("This service is closed today"),
    Reason.CLOSURE: mark("This service is closed for the moment"),
    Reason.FULL: mark("Those who wait already fill the day"),
    Reason.QUOTA: mark("All numbers of today have been given"),
}


def title(refusal: NotOpen, say: Say) -> str:
    """Say why."""
    reason = refusal.facts["reason"]
    return say(_WHY.get(reason, _WHY[Reason.CLOSURE]) if isinstance(reason, Reason) else _WHY[Reason.CLOSURE])


def body(refusal: NotOpen, reading: Reading | None, language: Language, say: Say) -> str:
    """Say what holiday it is or what staff have said, and when numbers are given again."""
    name, note, opens_at = (refusal.facts[fact] for fact in ("name", "note", "opens_at"))
    told = [name.say(language)] if isinstance(name, Words) else []
    told += [str(note)] if note else []
    if isinstance(opens_at, datetime) and reading is not None:
        zone = reading.hall.timezone
        told.append(
            say(
                "Numbers are given again: {day}, {hour}.",
                day=dates.local_day(opens_at, zone, language),
                hour=dates.hour(opens_at, zone, language),
            )
        )
    else:
        told.append(say("Please ask the staff at the information desk."))
    return "\n".join(told)
