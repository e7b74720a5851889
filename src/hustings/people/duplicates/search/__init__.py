"""Records that may be one person: found, weighed, told in words.

``passes`` say what brings two records side by side (the same mailbox, number, birth date …), ``searching``
goes through them, ``sheets`` reads what is known of some people, ``likeness`` compares names, ``judging``
adds up what speaks for and against, ``reasons`` puts it into words. See docs/explanation/duplicates.md.
"""
