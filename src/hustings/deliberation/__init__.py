"""Consultations: debates, texts that many amend, opinions, and what became of each contribution."""
