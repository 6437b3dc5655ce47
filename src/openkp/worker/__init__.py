"""The worker: integrates the log, signs status lists anew, tells deadlines."""
