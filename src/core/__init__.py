"""Everything the program does, without a window: no module in here imports Qt."""
