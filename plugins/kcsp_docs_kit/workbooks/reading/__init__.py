"""Reading an officer's file: the package, what stands in its cells, where the tables are now, and what they hold."""
