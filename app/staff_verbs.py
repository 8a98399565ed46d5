"""The verbs of the staff: who they are, who is at which counter, what they have closed."""

import sys
from argparse import Namespace
from getpass import getpass

from app.answer import Answer, Verb, iso
from app.parts import Parts, make_house
from language.texts import Say
from ticketing.house import House
from ticketing.staff import StaffMember, StaffRole


def staff(parts: Parts, args: Namespace, say: Say) -> Answer:
    """List, enrol or dismiss staff, or give somebody a new PIN."""
    house, by = _house(parts), who(parts, args, say)
    if args.add:
        house.enrol(args.add, StaffRole(args.role), _new_pin(say, args.add), by)
    elif args.remove:
        house.dismiss(args.remove, by)
    elif args.pin:
        house.set_pin(args.pin, _new_pin(say, args.pin), by or house.identify(args.pin, _pin(say, args.pin)))
    people = [one for one in parts.store.staff() if one.is_active]
    data = {"staff": [{"name": one.name, "role": one.role.value} for one in people]}
    return Answer(data, [f"{one.name:<32}{one.role.value}" for one in people] or [say("Nobody is enrolled.")])


def sign_in(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Begin to work at a counter."""
    presence = _house(parts).sign_in(args.counter, args.name, _pin(say, args.name))
    data = {"counter": presence.counter, "staff": presence.staff}
    return Answer(data, [f"{presence.staff} → {presence.counter}"])


def sign_out(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Leave a counter."""
    presence = _house(parts).sign_out(args.counter)
    return Answer({"counter": presence.counter, "staff": None}, [presence.counter])


def shut(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Give no numbers for a service, an agency or the whole hall."""
    number = _house(parts).shut(
        args.reason,
        agency=args.agency,
        service=args.service,
        minutes=args.minutes,
        by=who(parts, args, say),
    )
    return _closures(parts, say, number)


def unshut(parts: Parts, args: Namespace, say: Say) -> Answer:
    """End a closure."""
    _house(parts).unshut(args.closure, who(parts, args, say))
    return _closures(parts, say, args.closure)


VERBS: dict[str, Verb] = {
    "staff": staff,
    "sign-in": sign_in,
    "sign-out": sign_out,
    "shut": shut,
    "unshut": unshut,
}


def _house(parts: Parts) -> House:
    return make_house(parts.store, parts.clock, parts.config)


def _closures(parts: Parts, say: Say, number: int) -> Answer:
    zone = parts.store.hall().timezone
    going = [
        {
            "closure": one,
            "agency": closure.agency,
            "service": closure.service,
            "until": iso(closure.until, zone) if closure.until else None,
            "reason": closure.reason,
        }
        for one, closure in parts.store.closures(parts.clock.now())
    ]
    lines = [
        f"{one['closure']}  {one['service'] or one['agency'] or '*'}  {one['reason']}  {one['until'] or ''}"
        for one in going
    ]
    return Answer({"closure": number, "closures": going}, lines or [say("Nothing is closed.")])


def who(parts: Parts, args: Namespace, say: Say) -> StaffMember | None:
    """Ask who it is, where the hall has staff and a name was given."""
    return _house(parts).identify(args.by, _pin(say, args.by)) if args.by else None


def _new_pin(say: Say, name: str) -> str:
    return _ask(say("New PIN of {name}: ", name=name))


def _pin(say: Say, name: str) -> str:
    return _ask(say("PIN of {name}: ", name=name))


def _ask(prompt: str) -> str:
    """Read a PIN without showing it; from a pipe line by line."""
    if sys.stdin.isatty():
        return getpass(prompt, stream=sys.stderr)
    return sys.stdin.readline().strip()
