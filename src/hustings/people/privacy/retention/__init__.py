"""When people are to be forgotten: rules, whom they hit, and proposals with the law that they follow.

A rule is turned into the criteria of a segment, so that it is counted, described, shown and erased by the
same query as any other. It is announced before it acts, and acts as an operation of kind ``erase``.
"""
