"""The worker: integrates the log, pays deliveries to followers, signs status lists anew, tells deadlines."""
