"""Pages of HQ about payments, and the address that providers call."""
