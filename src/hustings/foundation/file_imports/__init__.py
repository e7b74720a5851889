"""Files of lines, whichever app they are for: read once into rows, checked, written, taken back."""
