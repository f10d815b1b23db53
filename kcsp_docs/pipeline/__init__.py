"""From a model folder to files on disk: read, check, render, review, write, and one report of it all."""
