"""The hall board: a presenter that knows no Qt, and the window that paints its values."""
