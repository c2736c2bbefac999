"""
What rhomboid knows, as files a clinician can edit: YAML -> (knowledge base, problems).

`load_knowledge` gives the expanded knowledge base, from a compiled form when no file has changed; `check_knowledge`
everything wrong with the files, at once, each with file, line and remedy; `in_language` the same in another language.
"""

from rhomboid.knowledge.files import SHIPPED_DIRECTORY
from rhomboid.knowledge.load import check_knowledge, compile_knowledge, load_knowledge
from rhomboid.knowledge.prose import Passage, in_language, prose_of
from rhomboid.knowledge.stats import KnowledgeStats, knowledge_stats

__all__ = [
    "SHIPPED_DIRECTORY",
    "KnowledgeStats",
    "Passage",
    "check_knowledge",
    "compile_knowledge",
    "in_language",
    "knowledge_stats",
    "load_knowledge",
    "prose_of",
]
