"""Certificates: blank stock, those issued here or registered from abroad, their lives, status and trust lists."""
