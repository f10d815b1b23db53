"""What a workbook must be before it is written: nothing is cut, replaced or guessed in silence.

The limits are Excel's own ("Excel specifications and limits", Microsoft); lengths count UTF-16 units.
"""

from kcsp_docs_kit.workbooks.checking.workbook import check

__all__ = ["check"]
