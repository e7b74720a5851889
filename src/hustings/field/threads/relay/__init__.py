"""The relay: messages go out by mail, and answers come in, without an address being passed on."""
