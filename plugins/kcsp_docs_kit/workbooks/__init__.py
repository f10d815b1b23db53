"""Workbooks that officers live in: declared once, written, and read back."""
