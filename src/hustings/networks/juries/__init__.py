"""Juries of calls: who reads what, what their marks come to, and what a committee decides."""
