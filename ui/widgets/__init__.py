"""Small widgets that windows share; each takes the window's `ui.theme.Look` first."""
