"""Mail that somebody published as ours, read against what we know."""
