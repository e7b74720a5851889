"""Deeds on many people: started, paused, gone on with, cancelled, undone.

``kinds`` is the registry, ``running`` the run that survives ``kill -9``, ``over`` goes over people, ``whom``
says over which; ``deeds`` and ``more_deeds`` are the ones of this app. Apps contribute more;
what a kind writes down for its undoing is in ``hustings.people.changes.journal``.
"""
