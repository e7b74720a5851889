"""Look-alike domains: watched, found, blocked."""
