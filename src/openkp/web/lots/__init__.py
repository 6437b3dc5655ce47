"""Lots and carats."""
