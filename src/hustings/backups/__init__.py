"""A whole campaign in one file, and back: database and files, from either database to either.

The file is described in docs/reference/backup-format.md.
"""
