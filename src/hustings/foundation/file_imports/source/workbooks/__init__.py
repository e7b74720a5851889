"""Workbooks (.xlsx), read as a stream: memory does not grow with the file, as with libraries.

openpyxl is used for formats and dates.
"""
