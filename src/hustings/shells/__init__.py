"""Interfaces that use all the others: commands, API and demo."""
