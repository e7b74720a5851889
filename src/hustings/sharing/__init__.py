"""What people pass on: texts in versions, links with codes of their own, codes to print, what came of them.

``subjects`` are what can be shared, each app brings its own; ``kit`` makes the links, ``rotation`` says which
text is next, ``counting`` how often one was shown and followed, ``figures`` which brings most.
"""
