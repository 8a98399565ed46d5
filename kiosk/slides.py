"""What the first page tells those who stand before it: hours, how many wait, what to bring. No Qt."""

from dataclasses import dataclass
from itertools import pairwise

from kiosk.agency_icons import agency_icon
from kiosk.pages.words import waiting_words
from kiosk.screen import Screen
from language import dates
from language.texts import speaker
from ticketing.week import Shift, plan_of
from ticketing.words import Language

#: So many of what people come for most are told with what to bring.
_POPULAR = 4
_MOST_DOCUMENTS = 4


@dataclass(frozen=True, slots=True)
class Slide:
    """An icon, a title, and a few lines."""

    icon: str
    title: str
    lines: tuple[str, ...] = ()


def slides(screen: Screen) -> tuple[Slide, ...]:
    """List what is told, in order; nothing before the hall was read."""
    if screen.reading is None:
        return ()
    waiting = () if screen.reading.is_away else (_waiting(screen),)
    return (*_hours(screen), *waiting, *_popular(screen))


def _hours(screen: Screen) -> tuple[Slide, ...]:
    """Tell today's hours of most of the hall; nothing where they are not written down."""
    reading, language = screen.reading, screen.language
    assert reading is not None
    if reading.opening is None:
        return ()
    say = speaker("kiosk", language)
    today = dates.local_date(reading.read_at, reading.hall.timezone)
    plan = plan_of(reading.catalogue.hours, reading.catalogue.national, "", today)
    if plan.shifts is None:
        return ()
    day = dates.day(today, language)
    if not plan.shifts:
        name = (plan.name.say(language),) if plan.name else ()
        return (Slide("calendar", say("Closed today"), (day, *name)),)
    spans = tuple(span for shift in plan.shifts for span in _spans(shift, language))
    return (Slide("calendar", say("Hours today"), (day, *spans)),)


def _spans(shift: Shift, language: Language) -> tuple[str, ...]:
    """Cut the breaks out of a shift: ``07.30–12.00``, ``13.00–15.30``."""
    edges = [shift.opens, *(edge for pause in sorted(shift.breaks) for edge in pause), shift.closes]
    pairs = list(pairwise(edges))[::2]
    return tuple(f"{dates.clock(start, language)}–{dates.clock(end, language)}" for start, end in pairs)


def _waiting(screen: Screen) -> Slide:
    reading = screen.reading
    assert reading is not None
    say = speaker("kiosk", screen.language)
    agencies = [agency for agency in reading.catalogue.agencies if reading.waiting_at(agency)]
    most = sorted(agencies, key=lambda agency: -reading.waiting_at(agency))[:3]
    lines = [f"{one.name.say(screen.language)}: {reading.waiting_at(one)}" for one in most]
    return Slide("users", waiting_words(say, reading.waiting_in_all), tuple(lines))


def _popular(screen: Screen) -> tuple[Slide, ...]:
    """Tell what to bring for what people come for most."""
    reading, language = screen.reading, screen.language
    assert reading is not None
    services = [
        reading.catalogue.service[code] for code in reading.popular if code in reading.catalogue.service
    ]
    with_documents = [service for service in services if service.documents][:_POPULAR]
    return tuple(
        Slide(
            agency_icon(service.agency),
            service.name.say(language),
            tuple(one.say(language) for one in service.documents[:_MOST_DOCUMENTS]),
        )
        for service in with_documents
    )
