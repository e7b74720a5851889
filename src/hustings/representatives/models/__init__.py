"""Representatives and what people write to them, a noun a file."""

from hustings.representatives.models.directory import (
    ImportedRepresentative,
    Office,
    Representative,
    RepresentativeImport,
)

__all__ = ["ImportedRepresentative", "Office", "Representative", "RepresentativeImport"]
