"""Duplicates: actions, one file each."""
