"""Word files: written in the house style from a document, taken over from an author who uses python-docx, read back."""

from kcsp_docs_kit.documents.word.guest import word_file
from kcsp_docs_kit.documents.word.house_style import HouseStyleError
from kcsp_docs_kit.documents.word.reading import WordCell, WordFileError, WordParagraph, WordText, read_word
from kcsp_docs_kit.documents.word.writer import write_word

__all__ = [
    "HouseStyleError",
    "WordCell",
    "WordFileError",
    "WordParagraph",
    "WordText",
    "read_word",
    "word_file",
    "write_word",
]
