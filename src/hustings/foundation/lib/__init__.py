"""Small modules, each named by its subject; no domain."""
