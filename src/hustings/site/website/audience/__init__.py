"""Audience figures without cookies: what a view tells (``seeing``), how views become sums (``gathering``).

Nothing of a reader is kept: no address, no digest of one, no mark on their device. A visit is a view that did
not come from another page of ours: an estimate, for which nobody has to be told from anybody else.
"""
