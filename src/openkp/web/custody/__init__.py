"""Custody: slips, stock, licences, finds and prices, for those who dig, buy and sell. First for a phone."""
