"""Imports of files for any app: read once into rows, checked, written, undone."""
