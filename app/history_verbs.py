"""The verbs that look back: the way of one ticket, and a past day under another policy."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from app.answer import Answer, Verb, iso
from app.parts import Parts
from language import dates
from language.sentences import seen
from language.texts import Say, mark
from ticketing import choice, numbering, past_day, replay
from ticketing.choice import Rule, Why
from ticketing.errors import EmptyDay, Misconfigured, UnknownService, UnknownTicket
from ticketing.lifecycle import Action
from ticketing.model import Event, Ticket
from ticketing.policy import Kind, Policy
from ticketing.replay import Outcome, Waits
from ticketing.steps import ABANDONED
from ticketing.visits import BY_PHONE

_STEPS: dict[Action, str] = {
    Action.ISSUE: mark("took the number for {service}"),
    Action.ADVANCE: mark("queued for {service}, next of the errand"),
    Action.CALL: mark("called to counter {counter} after {waited} min"),
    Action.RECALL: mark("called again to counter {counter}"),
    Action.SERVE: mark("service began at counter {counter}"),
    Action.HOLD: mark("held by counter {counter}"),
    Action.RESUME: mark("resumed at counter {counter}"),
    Action.TRANSFER: mark("sent on to {service}"),
    Action.RETURN: mark("back in the queue for {service}"),
    Action.DEMOTE: mark("made a regular ticket"),
    Action.REPRINT: mark("printed again"),
    Action.NO_SHOW: mark("did not come to counter {counter}"),
    Action.COMPLETE: mark("completed at counter {counter}"),
    Action.CANCEL: mark("cancelled"),
    Action.EXPIRE: mark("expired with the day"),
}

_WHY: dict[Rule, str] = {
    Rule.ALONE: mark("nobody else waited whom the counter could call"),
    Rule.OVERDUE: mark("it had waited {own} min, past the bound of {other} min: {over} came later"),
    Rule.HELP: mark("the counter helped: somebody had waited {own} min, over its threshold of {other} min"),
    Rule.PREFERENCE: mark("the counter prefers its service to that of {over}"),
    Rule.PRIORITY: mark("its policy puts it before {over}"),
    Rule.TURN: mark("one in {other}: {own} with priority were called in a row, so it went before {over}"),
    Rule.AGEING: mark("its weighted wait was {own} min, that of {over} {other} min"),
    Rule.LONGEST: mark("it had waited {own} min, {over} {other} min"),
}

# From these on a ticket waits.
_QUEUED = frozenset({Action.ISSUE, Action.ADVANCE, Action.TRANSFER, Action.RETURN})


def why(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Tell the way of a ticket through its day, and why it was called when it was."""
    info = parts.store.hall()
    ticket = _ticket(parts, args.number, args.day or (info.day.isoformat() if info.day else ""))
    events = parts.store.events(ticket.day, ticket.id)
    steps: list[dict[str, Any]] = []
    lines = [f"{ticket.number}, {dates.day(ticket.day, args.language)}"]
    if ticket.priority:
        lines[0] += ", " + say("priority")
    queued_at: datetime | None = None
    for event in events:
        waited_min = _minutes(queued_at, event.at) if event.action is Action.CALL else None
        queued_at = event.at if event.action in _QUEUED else queued_at
        read = choice.read(event.reason) if event.action is Action.CALL else None
        steps.append(_step(event, read, waited_min, info.timezone))
        told = _told(event, read, waited_min, say)
        lines += [
            f"  {dates.hour(event.at, info.timezone, args.language)}  {told[0]}",
            *(f"         {one}" for one in told[1:]),
        ]
    data = {
        "number": ticket.number,
        "day": ticket.day.isoformat(),
        "ticket": str(ticket.id),
        "priority": ticket.priority,
        "events": steps,
    }
    return Answer(data, lines)


def preview(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Live through a past day again under another policy."""
    events = parts.store.events(date.fromisoformat(args.day))
    past = past_day.read(events)
    if not past.visits:
        raise EmptyDay(day=args.day)
    catalogue = parts.store.catalogue()
    policies = catalogue.policies
    if args.service and args.service not in catalogue.service:
        raise UnknownService(service=args.service)
    now = policies.of(args.service) if args.service else policies.hall
    other = Policy(
        Kind(args.policy) if args.policy else now.kind,
        args.weight or now.weight,
        args.n or now.n,
        args.bound or now.bound_min,
    )
    changed = policies.changed(args.service, other)
    outcomes = {
        "measured": replay.really(past),
        "present": replay.replay(past, catalogue.duties, policies),
        "other": replay.replay(past, catalogue.duties, changed),
    }
    data = {
        "day": args.day,
        "tickets": len(past.visits),
        "left_out": past.left_out,
        **{name: _outcome(one) for name, one in outcomes.items()},
        "policy": {
            "kind": other.kind.value,
            "weight": other.weight,
            "n": other.n,
            "bound_min": other.bound_min,
        },
    }
    names = {
        "measured": say("as it was"),
        "present": say("present policy"),
        "other": say("other policy"),
    }
    heads = (say("mean"), say("median"), "90 %", say("longest"))
    lines = [
        say(
            "{day}: {n} waits, {left_out} left out", day=args.day, n=len(past.visits), left_out=past.left_out
        ),
        f"{'':<34}{'n':>6}" + "".join(f"{one:>10}" for one in heads),
    ]
    for name, outcome in outcomes.items():
        for group, waits in ((say("priority"), outcome.priority), (say("regular"), outcome.regular)):
            figures = (waits.mean_min, waits.median_min, waits.p90_min, waits.longest_min)
            told = "".join(f"{one:>10.1f}" for one in figures)
            lines.append(f"{names[name] + ', ' + group:<34}{waits.n:>6}{told}")
    lines.append(
        say(
            "The bound acted {present} times, {other} with the other policy.",
            present=outcomes["present"].overdue,
            other=outcomes["other"].overdue,
        )
    )
    return Answer(data, lines)


VERBS: dict[str, Verb] = {"why": why, "preview": preview}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "priority": _waits(outcome.priority),
        "regular": _waits(outcome.regular),
        "overdue": outcome.overdue,
    }


def _waits(waits: Waits) -> dict[str, Any]:
    figures = {name: round(one, 2) for name, one in asdict(waits).items() if name != "n"}
    return {"n": waits.n, **figures}


def _ticket(parts: Parts, number: str, day: str) -> Ticket:
    """Find a ticket of a day.

    Raises:
        Misconfigured: The text is no number.
        UnknownTicket: Nobody had it on that day.
    """
    parsed = numbering.parse(number)
    if parsed is None:
        raise Misconfigured("NUMBER", "wrong_number", number)
    ticket = parts.store.find(date.fromisoformat(day), *parsed) if day else None
    if ticket is None:
        raise UnknownTicket(ticket=number)
    return ticket


def _step(event: Event, read: Why | None, waited_min: int | None, zone: str) -> dict[str, Any]:
    return {
        "at": iso(event.at, zone),
        "action": event.action.value,
        "service": event.service,
        "counter": event.counter,
        "staff": event.staff or None,
        "waited_min": waited_min,
        "rule": read.rule.value if read else None,
        "own": read.own if read else None,
        "other": read.other if read else None,
        "over": (read.over or None) if read else None,
        "reason": (event.reason or None) if read is None else None,
    }


def _told(event: Event, read: Why | None, waited_min: int | None, say: Say) -> Sequence[str]:
    """Say one event, and under a call what decided."""
    assert isinstance(event.action, Action)
    facts = {"service": event.service, "counter": event.counter or "-", "waited": waited_min or 0}
    said = say(_STEPS[event.action], **facts)
    if event.staff:
        said += f" ({event.staff})"
    if event.reason == ABANDONED:
        said += ": " + say("its clerk had left")
    elif event.reason == BY_PHONE:
        said += ": " + say("on the visitor's own phone")
    elif event.reason and read is None:
        said += f": {seen(event.reason)}"
    if event.action is not Action.CALL:
        return [said]
    if read is not None:
        return [said, say(_WHY[read.rule], own=read.own, other=read.other, over=read.over)]
    if event.reason:
        return [said, say("out of order, for the reason that staff gave")]
    return [said, say("the journal of that day does not tell why")]


def _minutes(since: datetime | None, until: datetime) -> int:
    return max(0, int((until - since).total_seconds()) // 60) if since else 0
