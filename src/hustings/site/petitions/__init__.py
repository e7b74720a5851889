"""Petitions, signatures, meter and proof."""
