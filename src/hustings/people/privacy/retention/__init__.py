"""Retention: rules, whom they hit, and proposals with the law that they follow.

A rule is a segment's criteria, announced before it acts as an operation of kind ``erase``.
"""
