"""The bank's files: statements, notices of returned debits, answers to our files; pure."""
