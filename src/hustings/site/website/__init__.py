"""Pages, design, menus, page cache, search, audience figures, privacy notice."""
