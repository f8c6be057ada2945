"""The open workspace as the window has it: lanes of work, what changed, the child process that lays out pages."""
