"""Themes of open answers, proposed by machine and counted."""
