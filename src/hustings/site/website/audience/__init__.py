"""Audience figures without cookies: nothing of a reader is kept.

A visit is a view that did not come from another page of ours: an estimate that tells nobody apart.
"""
