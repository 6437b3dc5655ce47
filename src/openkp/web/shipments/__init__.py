"""Export files: the list in one's scope, one file on one page, and what can be done to it."""
