"""Packs for jurors who must not know whose they are: names cut from words, authors taken out of files."""
