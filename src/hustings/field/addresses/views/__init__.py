"""Pages of HQ about addresses."""
