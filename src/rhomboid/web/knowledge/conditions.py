"""An expression of the knowledge as a sentence, in which each finding leads to its page."""

from __future__ import annotations

from markupsafe import Markup, escape

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import KnowledgeBase
from rhomboid.model.expression import Atom, Count, Node, Not, parse_expression
from rhomboid.web.knowledge.article import link

_LIMITS = {
    ">=": gettext_noop("{name}: {limit} or more"),
    "<=": gettext_noop("{name}: {limit} or less"),
    ">": gettext_noop("{name}: over {limit}"),
    "<": gettext_noop("{name}: under {limit}"),
}


def condition_words(expression: str, knowledge: KnowledgeBase) -> Markup:
    """What an expression asks for."""
    return _node(parse_expression(expression), knowledge, within=False)


def _node(node: Node, knowledge: KnowledgeBase, within: bool) -> Markup:
    if isinstance(node, Atom):
        return _atom(node, knowledge)
    if isinstance(node, Not):
        return escape(_("not {condition}")).format(condition=_node(node.part, knowledge, within=True))
    return _count(node, knowledge, within)


def _count(node: Count, knowledge: KnowledgeBase, within: bool) -> Markup:
    parts = [_node(part, knowledge, within=True) for part in node.parts]
    if node.least == 1:
        told = Markup(" {} ").format(_("or")).join(parts)
    elif node.least == len(parts):
        told = Markup(" {} ").format(_("and")).join(parts)
    else:
        told = escape(_("at least {n} of these: {conditions}")).format(
            n=node.least, conditions=Markup("; ").join(parts)
        )
    return Markup("({})").format(told) if within and len(parts) > 1 else told


def _atom(atom: Atom, knowledge: KnowledgeBase) -> Markup:
    if atom.sign == "=":
        category = knowledge.categories[atom.name]
        option = next(option.name for option in category.options if option.id == atom.operand)
        return Markup("{}: {}").format(link("findings", category.id, category.name), option)
    name = _named(atom.name, knowledge)
    if not atom.sign:
        return name
    return escape(_(_LIMITS[atom.sign])).format(name=name, limit=atom.operand)


def _named(concept: str, knowledge: KnowledgeBase) -> Markup:
    if concept in knowledge.findings:
        return link("findings", concept, knowledge.findings[concept].name)
    if concept in knowledge.categories:
        return link("findings", concept, knowledge.categories[concept].name)
    if concept in knowledge.circumstances:
        return escape(knowledge.circumstances[concept].name)
    return escape(concept.replace("_", " "))
