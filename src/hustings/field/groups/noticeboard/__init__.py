"""News and files of a group: written by its hosts, read by everyone or by its members."""
