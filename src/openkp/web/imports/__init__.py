"""The border: what is presented, found, confirmed and disputed; what is awaited; alarms about numbers."""
