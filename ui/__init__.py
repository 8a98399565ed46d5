"""What the windows share: theme and scale, work away from the window, the feed, small widgets."""

from ui import immortal

immortal.keep_constants()
