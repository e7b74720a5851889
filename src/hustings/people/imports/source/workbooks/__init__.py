"""Workbooks of spreadsheets (.xlsx), read as a stream: memory does not grow with the file.

``opening`` says what a file is, or refuses it with a remedy; ``book`` knows its sheets and how numbers are
shown, ``strings`` keeps the texts on disk, ``sheets`` yields one row after another, ``numbers`` writes them
as people see them. Libraries either hold a whole sheet in memory or all of its texts; what openpyxl knows of
formats and dates is used.
"""
