"""A stored file is a fact: the database refuses to change or delete its row."""

from openkp.events.triggers import append_only

TRIGGERS = append_only("documents_storedfile")
