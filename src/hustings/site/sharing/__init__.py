"""Share kit: texts, links with codes, QR codes, figures.

``subjects`` are what can be shared, each app brings its own; ``kit`` makes the links, ``rotation`` says which
text is next, ``counting`` how often one was shown and followed, ``figures`` which brings most.
"""
