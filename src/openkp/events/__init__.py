"""The frame of every action: event rows with request ids, deadlines, triggers."""
