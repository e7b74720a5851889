"""What visitors fill in: to join a group, found one, write to its hosts."""
