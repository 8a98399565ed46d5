"""The visitor's own page, on the hall's own network."""
