"""Kinds of groups, as the campaign names them."""
