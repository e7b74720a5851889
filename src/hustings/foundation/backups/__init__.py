"""A whole campaign in one file, and back.

The file is described in docs/reference/backup-format.md.
"""
