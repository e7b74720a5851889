"""Views of walk lists and their phones."""
