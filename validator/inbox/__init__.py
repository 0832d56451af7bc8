"""Many letters at once: a folder with a report of each, an index of all, and what a later run need not do again."""
