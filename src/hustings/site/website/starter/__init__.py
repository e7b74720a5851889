"""Starter content of a new campaign's site, until the team writes its own words: one file a language."""
