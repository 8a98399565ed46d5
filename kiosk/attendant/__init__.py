"""The staff's locked page at the kiosk: it lies over the visitor's window and is no part of it."""
