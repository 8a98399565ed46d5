"""Texts of three languages outside Qt: sentences, numbers and dates as said and written."""
