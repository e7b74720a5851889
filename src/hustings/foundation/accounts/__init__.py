"""Log-in, roles on territories, permissions, access log."""
