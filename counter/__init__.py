"""The staff's calling window: a presenter that knows no Qt, and the window that shows its values."""
