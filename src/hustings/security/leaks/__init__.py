"""The leak room: published mail compared with our own."""
