"""The feed of what was done, told to those whom it concerns: pulled by cursor, or pushed as signed webhooks."""
