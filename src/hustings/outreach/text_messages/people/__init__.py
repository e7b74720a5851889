"""People in text messages: what happens to theirs, and segments of who got one."""
