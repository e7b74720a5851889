"""Forms of texts and amendments."""
