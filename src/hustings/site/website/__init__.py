"""Pages, look, menus, page cache, search, audience figures, privacy notice."""
