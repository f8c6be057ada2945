"""Parts of a screen that know plain values only."""
