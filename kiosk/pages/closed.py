"""Why no number is given, and when again, in plain words."""

from datetime import datetime

from kiosk.screen import Screen
from language import dates
from language.texts import Say, mark
from ticketing import calendar
from ticketing.calendar import Opening, Reason
from ticketing.errors import NotOpen
from ticketing.words import Words

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


def body(opening: Opening, screen: Screen, say: Say) -> str:
    """Say what holiday it is or what staff have said, when numbers are given again, and until when."""
    reading, language = screen.reading, screen.language
    told = [opening.name.say(language)] if opening.name else []
    told += [opening.note] if opening.note else []
    if opening.opens_at is not None and reading is not None:
        zone = reading.hall.timezone
        day = dates.local_day(opening.opens_at, zone, language)
        again = dates.hour(opening.opens_at, zone, language)
        told.append(say("Numbers are given again: {day}, {hour}.", day=day, hour=again))
        last = _last_number(screen, opening.opens_at)
        if last is not None:
            told.append(say("Come before {hour}.", hour=dates.hour(last, zone, language)))
    else:
        told.append(say("Please ask the staff at the information desk."))
    return "\n".join(told)


def _last_number(screen: Screen, opens_at: datetime) -> datetime | None:
    """Find when the last number is given of the stretch that begins then."""
    reading, service = screen.reading, screen.service
    if reading is None or service is None:
        return None
    catalogue, zone = reading.catalogue, reading.hall.timezone
    again = calendar.opening(
        catalogue.hours, catalogue.national, [], service.agency, service.code, opens_at, zone
    )
    return again.until
