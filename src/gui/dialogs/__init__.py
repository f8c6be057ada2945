"""What interrupts: questions, choices of files, the crash report."""
