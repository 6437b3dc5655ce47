"""The door for machines: credentials by content negotiation, the log's files, and the small API under /api/v1."""
