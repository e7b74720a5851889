"""Views of texts and amendments."""
