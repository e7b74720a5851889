"""A check over HTTP for mail servers: processes on one socket, each with a few threads.

``requests`` reads what clients send, ``answers`` makes envelopes and JSON of it, ``worker`` is one process,
``master`` starts, watches and replaces them.
"""
