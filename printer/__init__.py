"""A ticket becomes paper: what it says, how it looks, the bytes, the device, the spooler."""
