"""Antrean: queue tickets for a public-service hall. `python main.py --help` lists the commands."""

import sys

from app.__main__ import run

if __name__ == "__main__":
    sys.exit(run())
