"""Why no number is given, and when again, in plain words."""

from datetime import datetime

from kiosk.screen import Reading
from language import dates
from language.texts import Say, mark
from ticketing.calendar import Opening, Reason
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


def opening_of(refusal: NotOpen) -> Opening:
    """Make of a refusal what `title` and `body` take."""
    reason, name, note, opens_at = (refusal.facts[fact] for fact in ("reason", "name", "note", "opens_at"))
    return Opening(
        reason if isinstance(reason, Reason) else Reason.CLOSURE,
        opens_at if isinstance(opens_at, datetime) else None,
        name=name if isinstance(name, Words) else None,
        note=str(note) if note else "",
    )


def title(reason: Reason, say: Say) -> str:
    """Say why."""
    return say(_WHY.get(reason, _WHY[Reason.CLOSURE]))


def body(opening: Opening, reading: Reading | None, language: Language, say: Say) -> str:
    """Say what holiday it is or what staff have said, and when numbers are given again."""
    told = [opening.name.say(language)] if opening.name else []
    told += [opening.note] if opening.note else []
    if opening.opens_at is not None and reading is not None:
        zone = reading.hall.timezone
        told.append(
            say(
                "Numbers are given again: {day}, {hour}.",
                day=dates.local_day(opening.opens_at, zone, language),
                hour=dates.hour(opening.opens_at, zone, language),
            )
        )
    else:
        told.append(say("Please ask the staff at the information desk."))
    return "\n".join(told)
