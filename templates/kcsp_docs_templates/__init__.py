"""Wording and looks: the templates and the house style that are shipped."""
