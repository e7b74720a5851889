"""A sheet of paper: its layout, its codes, its drawing, and photos of it read. Pure."""
