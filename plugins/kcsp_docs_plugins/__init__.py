"""The plugins that come with kcsp-docs: one module for each artefact; they stand on the public names alone."""
