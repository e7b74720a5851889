"""Forms of visitors: to join a group, found one, write to its hosts."""
