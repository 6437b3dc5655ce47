"""Certificates: the list in one's scope, the page of one certificate."""
