"""Bytes to facts. Every function is total: bad input becomes a named problem, never an exception.

Linear within ``limits``; what lies beyond is left unread and named in ``problems``.
"""
