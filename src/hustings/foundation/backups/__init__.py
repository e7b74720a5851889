"""Backup of a whole campaign to one file, and restore.

The file is described in docs/reference/backup-format.md.
"""
