"""Participants and their dated status, restrictions, authorities, people, roles, dated rules."""
