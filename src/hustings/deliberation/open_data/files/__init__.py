"""Consultations of other tools as files: read into records, written as items."""
