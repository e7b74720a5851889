"""Log-in: backends, the adapter of allauth, devices, and attempts that fail."""
