"""Algebra of amendments: overlap, application, rebasing, comparison. No Django, no network, no clock.

A text is a row of blocks, each with a key that it keeps for ever. An amendment names its base (the digest of
a version), a block and a range of it, and what shall stand there; or it adds, removes or moves whole blocks.

Ranges count characters (code points), though people choose words. Words glue: "x" before "y" is one word, and
the numbers of all words after it change; two amendments that are each a row of whole words can do that
together. Characters don't, so the result of accepting one amendment after another is the same in every order.

An author's range is what conflicts are made of: two amendments conflict if both want the same words. Only
when one of them is accepted, the other is read by words, and both may turn out to be possible: see
``rebasing``.
"""
