"""Bytes to facts. Every function here is total: bad input becomes a named problem, never an exception.

Work and memory grow with the size of the input at most linearly, within ``limits``; what lies beyond a
limit is left unread and named in ``problems``.
"""
