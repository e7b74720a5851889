"""Lists, words, weights and the trained model that ship with the engine."""

from pathlib import Path

FOLDER = Path(__file__).parent
