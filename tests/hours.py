"""Hours known later than those on a paper that says 10:05-10:20, and whether it is worth telling them.

The page on the phone and the kiosk decide alike: both are held to this table.
"""

PRINTED = "10:05–10:20"
CHANGES = [
    ("10:05–10:20", False),
    ("10:08–10:23", False),
    ("10:10–10:15", False),  # known better, but the old hours hold
    ("09:56–10:20", False),
    ("09:55–10:20", True),  # the call may come before the hours that were told
    ("10:05–10:29", False),
    ("10:05–10:30", True),
    ("10:19–10:23", True),  # it is expected after them
    ("10:02–10:06", True),
]
