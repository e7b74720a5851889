"""Payments on their way: the channels that take them, what providers and banks tell, and what must agree."""
