"""The front page, and each person's own first page."""
