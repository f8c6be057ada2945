"""The arithmetic of judging: pure, values in and values out, every result with its reason."""
