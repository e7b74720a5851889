"""Arithmetic of juries: who reads what, what marks are worth, what fits the budget. No Django, no clock."""
