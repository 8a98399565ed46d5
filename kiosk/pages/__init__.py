"""The pages of the kiosk, one file each: a page shows a `Screen` and emits what was touched."""
