"""The verbs of the boards: the notice that covers them."""

from argparse import Namespace

from app.answer import Answer, Verb, iso
from app.parts import Parts, make_house
from app.staff_verbs import who
from language.texts import Say
from ticketing.boards import LONG_BEHIND_S, BoardState, NoticeKind, Sound


def notice(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Cover all boards with a notice, take it away, or tell which one there is."""
    house = make_house(parts.store, parts.clock, parts.config)
    if args.end:
        house.end_notice(who(parts, args, say))
    elif args.kind:
        house.show_notice(NoticeKind(args.kind), minutes=args.minutes, by=who(parts, args, say))
    present, zone = parts.store.notice(), parts.store.hall().timezone
    if present is None or not present.is_on(parts.clock.now()):
        return Answer({"notice": None, "until": None}, [say("There is no notice.")])
    until = iso(present.until, zone) if present.until else None
    return Answer({"notice": present.kind.value, "until": until}, [f"{present.kind.value}  {until or ''}"])


def boards_of(parts: Parts, say: Say) -> tuple[list[dict[str, object]], list[str]]:
    """Tell how the boards are: for ``--json``, and in a line for each that a supervisor should see to."""
    now = parts.clock.now()
    told = [(one, one.is_there(now)) for one in parts.store.boards()]
    data: list[dict[str, object]] = [
        {
            "name": one.name,
            "zones": list(one.zones),
            "there": is_there,
            "waiting": one.waiting,
            "behind_s": one.behind_s,
            "sound": one.sound.value,
            "troubles": list(one.troubles),
        }
        for one, is_there in told
    ]
    return data, [line for one, is_there in told for line in _lines(one, is_there, say)]


def _lines(board: BoardState, is_there: bool, say: Say) -> list[str]:
    if not is_there:
        return [say("  {board}: not heard of any more", board=board.name)]
    lines = []
    if board.behind_s >= LONG_BEHIND_S:
        behind = {"board": board.name, "waiting": board.waiting, "seconds": board.behind_s}
        lines.append(
            say("  {board}: {waiting} calls wait to be announced, the first for {seconds} s", **behind)
        )
    if board.sound is Sound.FAILING:
        lines.append(say("  {board}: no sound", board=board.name))
    return lines + [f"  {board.name}: {trouble}" for trouble in board.troubles]


VERBS: dict[str, Verb] = {"notice": notice}
