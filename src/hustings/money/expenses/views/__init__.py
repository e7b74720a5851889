"""Pages of HQ about expenses."""
