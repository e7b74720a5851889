"""State of a mail connector: messages seen and held, commands received."""
