"""Operators, licences, zones and sites, slip booklets: the papers of the lawful chain (KPCS Annex II)."""
