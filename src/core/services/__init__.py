"""The only door for the command line and the window: a file a verb group, each verb one function."""
