"""Word files: written in the house style from a document, or taken over from an author who uses python-docx."""

from kcsp_docs_kit.documents.word.guest import word_file
from kcsp_docs_kit.documents.word.house_style import HouseStyleError
from kcsp_docs_kit.documents.word.writer import write_word

__all__ = ["HouseStyleError", "word_file", "write_word"]
