"""Mail that somebody published as ours, read against what we know.

``copies`` holds what we have ourselves, ``case`` reads a dump into a folder of its own, ``judging`` says of
each mail which class it is, ``register`` proves later what was read and found.
"""
