"""What commands show and read on the terminal."""
