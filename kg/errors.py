"""Everything that kg raises on purpose, as one tree.

KgError
├── InputError         a file or folder of the user's that cannot be read as asked
├── DataError          data/ or ontology/ contradicts itself (both places are named)
├── PipelineError      the language pipeline is missing or cannot be used
├── GraphError         an output folder is missing, damaged or of another version
└── QueryError         a SPARQL query that is wrong, refused or too slow
"""


class KgError(Exception):
    """Base of all errors that kg raises on purpose; its text is written for the user."""


class InputError(KgError):
    """A file or folder of the user's cannot be read as asked."""


class DataError(KgError):
    """data/ or ontology/ contradicts itself; the message names both places."""


class PipelineError(KgError):
    """The language pipeline is missing or cannot be used."""


class GraphError(KgError):
    """An output folder is missing, damaged or of another version."""


class QueryError(KgError):
    """A SPARQL query is wrong, refused or too slow."""
