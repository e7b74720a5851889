"""Petitions, signatures, counter and proof."""
