"""Texts under discussion: versions, amendments and where each change came from."""
