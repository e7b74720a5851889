"""Two records of one person are made one, and can be parted again.

``relations`` walks all that points to people, of whatever app; ``columns`` and ``own_fields`` choose what
the kept record says; ``stands`` reads the consent ledger anew; ``pairs`` keeps what was said of duplicates.
``joining`` does the merge, ``parting`` takes it back, ``bulk`` does many. See
docs/explanation/duplicates.md.
"""
