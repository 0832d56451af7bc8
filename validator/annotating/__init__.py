"""Writes comments and tracked changes into a Word file, and takes them out again; every other byte of it stays."""
