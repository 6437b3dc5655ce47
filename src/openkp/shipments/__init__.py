"""Export files: application, valuation, levies, sealing, approval, issue, departure, arrival."""
