"""Files of addresses: how each kind is laid out, read into blocks, written, undone."""
