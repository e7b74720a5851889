"""Tools and records that every wing stands on."""
