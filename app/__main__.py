"""`python -m app`: the same as `python main.py`."""

import sys


def run() -> int:
    """Run the command line, quiet about an interruption even while it is being loaded."""
    try:
        from app.cli import main

        return main()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(run())
