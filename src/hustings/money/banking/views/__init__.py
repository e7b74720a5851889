"""Pages of HQ about the bank."""
