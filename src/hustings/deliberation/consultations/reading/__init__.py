"""Ways through thousands of contributions: what is alike, in which order, by whom. Pure: no Django."""
