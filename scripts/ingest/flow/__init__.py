"""Text extracted without coordinates: its lines, and its tables where the producer's separators are known."""

from .read import read_text, unused_lines

__all__ = ["read_text", "unused_lines"]
