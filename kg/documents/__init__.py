"""Articles in: files, folders, standard input, in every format that news comes in."""

from kg.documents.reading import read_documents

__all__ = ["read_documents"]
