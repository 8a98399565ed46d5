"""A child of the benchmark `server_event`: follows a hall as a window does.

``python -m benchmarks.listening URL`` prints ``ready``, and then for each event its seq and the time in
nanoseconds at which it was seen.
"""

import sys
import time
from contextlib import closing

from benchmarks.halls import opened

#: As `ui.feed` polls.
_PAUSE_S = 0.02


def main(url: str) -> None:
    """Follow until the other end of stdout is closed."""
    with closing(opened(url)) as store, closing(store.feed()) as feed:
        print("ready", flush=True)
        while True:
            time.sleep(_PAUSE_S)
            for event in feed.poll():
                print(event.seq, time.time_ns(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
