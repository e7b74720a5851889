"""The engine that reads mail: a library without framework or database.

It is installed alone on mail hosts; the platform builds on it.
"""
