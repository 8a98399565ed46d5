"""The keys and signs of what a clerk does; the same in every language and on every page."""

from ticketing.lifecycle import Action, Deed

#: The key of each deed, as written on its button; Enter presses the primary one besides.
KEYS: dict[Action | Deed, str] = {
    Action.CALL: "F2",
    Action.SERVE: "F3",
    Action.COMPLETE: "F4",
    Deed.REOPEN: "F5",
    Action.RECALL: "R",
    Action.NO_SHOW: "N",
    Action.TRANSFER: "T",
    Action.HOLD: "H",
    Action.RESUME: "G",
    Action.RETURN: "B",
    Action.DEMOTE: "P",
    Action.REPRINT: "C",
    Action.CANCEL: "X",
    Deed.PAUSE: "I",
    Deed.SHOW_NOTICE: "F9",
}

#: Opens the search for any ticket.
FIND = "L"

#: Makes the window narrow, or wide again.
NARROW = "F8"

#: Leaves a question.
BACK = "Esc"

#: The icon of each deed.
ICONS: dict[Action | Deed, str] = {
    Action.CALL: "speakerphone",
    Action.SERVE: "user",
    Action.COMPLETE: "check",
    Deed.REOPEN: "player-play",
    Action.RECALL: "bell",
    Action.NO_SHOW: "user-x",
    Action.TRANSFER: "arrow-right",
    Action.HOLD: "player-pause",
    Action.RESUME: "player-play",
    Action.RETURN: "arrow-back-up",
    Action.DEMOTE: "users",
    Action.REPRINT: "printer",
    Action.CANCEL: "x",
    Deed.PAUSE: "coffee",
    Deed.SHOW_NOTICE: "flag",
}
