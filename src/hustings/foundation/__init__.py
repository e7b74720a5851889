"""Tools and records that every wing uses."""
