"""Keys: who may sign what, from when to when, and where the private halves rest."""
