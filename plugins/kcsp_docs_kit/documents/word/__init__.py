"""Word files in the house style, through python-docx and lxml."""

from kcsp_docs_kit.documents.word.writer import write_word

__all__ = ["write_word"]
