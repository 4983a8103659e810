"""Text in any script as glyphs with exact positions: fonts, writing direction, shaping, and where lines break."""
