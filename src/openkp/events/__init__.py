"""Event rows with request ids, deliveries to followers, deadlines."""
