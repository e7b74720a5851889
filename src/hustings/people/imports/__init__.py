"""Import and export of files: check, run, report, undo."""
