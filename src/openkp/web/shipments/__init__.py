"""Export files: a list in one's scope, one file on one page, and what can be done to it."""
