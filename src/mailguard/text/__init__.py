"""Tools for any text: patterns, case folding, invisible characters."""
