"""Files -> (knowledge base, problems)."""

from rhomboid.knowledge.load import check_knowledge, load_knowledge

__all__ = ["check_knowledge", "load_knowledge"]
