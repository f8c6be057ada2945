"""The kinds of paper, one file each: which content, in which order."""
