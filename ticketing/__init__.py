"""The rules of the hall: pure Python, without Qt, SQL, files, clock or sentences."""
