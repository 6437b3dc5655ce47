"""The law and the mathematics: no Django, no database, no network, no clock.

A customs officer abroad, an auditor or an NGO verifies a certificate with this package alone.
"""
