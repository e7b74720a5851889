"""Import and export of files: check, run, report, undo.

``encodings`` and ``shapes`` guess how a file is written, ``reading`` takes it apart line by line. ``columns``
and ``dialects`` propose what each column fills, ``rows`` turns cells into values. ``directory`` says who is
who, ``standing`` what a row changes, ``writing`` writes it; ``checking`` and ``running`` drive all that.
"""
