"""Documents that are decoys: written, made as files, known again when found."""
