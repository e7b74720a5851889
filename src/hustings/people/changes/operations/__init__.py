"""Deeds on many people: started, paused, cancelled, undone. ``kinds`` is the registry.

What a kind writes down for its undoing is in ``hustings.people.changes.journal``.
"""
