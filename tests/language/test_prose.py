"""Which words of the knowledge are for people to read, and that nothing else is translated."""

from collections.abc import Iterator

import msgspec
import pytest

from rhomboid.knowledge import in_language, load_knowledge, prose_of
from rhomboid.knowledge.prose import JUDGED_BECAUSE, PROSE, WITHOUT_PROSE, _noun
from rhomboid.model import KnowledgeBase

NOT_PROSE = {
    "Advice": {"disposition"},
    "Category": {"id", "role"},
    "Cause": {"disposition", "family", "id"},
    "Circumstance": {"id"},
    "Claim": {"id", "shows", "verdict"},
    "Contraindication": {"action", "basis", "sources", "suspected", "when"},
    "CourseFact": {"causes", "durations"},
    "Curve": {"causes", "certainty", "directness", "durations", "id"},
    "DependenceGroup": {"id", "name"},
    "Effect": {"certainty", "control", "directness", "id", "measure"},
    "Figure": {"id", "measure"},
    "Finding": {"group", "id", "kind"},
    "Harm": {"severity", "source"},
    "Indication": {"causes", "durations", "effect"},
    "KnowledgeBase": {"hash", "id", "language", "version"},
    "LowValue": {"causes", "durations", "id", "remedy", "shows", "unless", "verdict"},
    "Option": {"id"},
    "Place": {"side", "site", "view"},
    "Remedy": {"before", "cost", "effort", "id", "shown_by"},
    "Review": {"causes", "durations", "id", "sources"},
    "Rule": {"basis", "causes", "disposition", "id", "note", "sources", "when"},
    "Scale": {"finding", "id", "place", "source"},
    "ScaleItem": {"id", "region"},
    "ScanAdvice": {"id", "shows", "sources"},
    "ScanFinding": {"id", "serious"},
    "ScanRegion": {"bears_on"},
    "Screen": {"findings", "id"},
    "Statement": {"place", "source"},
    "Subscale": {"id"},
    "Threshold": {"disposition"},
}
"""Fields that hold text which is not for reading: ids, keys, expressions, places in sources, an editor's notes."""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    loaded, _ = load_knowledge()
    assert loaded is not None
    return loaded


def text_fields(value: object, where: str = "") -> Iterator[str]:
    """Every noun and field that holds text in its own right, leaving out nouns that never hold prose."""
    if isinstance(value, str):
        yield where
    elif isinstance(value, WITHOUT_PROSE):
        return
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from text_fields(getattr(value, field), f"{type(value).__name__}.{field}")
    elif isinstance(value, dict):
        for part in value.values():
            yield from text_fields(part, where)
    elif isinstance(value, tuple):
        for part in value:
            yield from text_fields(part, where)


def test_every_text_of_the_knowledge_is_declared_to_be_prose_or_not(knowledge: KnowledgeBase) -> None:
    declared = {f"{noun.__name__}.{field}" for noun, fields in PROSE.items() for field in fields}
    declared |= {f"{noun}.{field}" for noun, fields in NOT_PROSE.items() for field in fields}
    assert set(text_fields(knowledge)) - declared == set()


def test_nothing_is_declared_to_be_prose_and_not(knowledge: KnowledgeBase) -> None:
    twice = [(noun, set(fields) & NOT_PROSE.get(noun.__name__, set())) for noun, fields in PROSE.items()]
    assert [entry for entry in twice if entry[1]] == []


def test_every_field_declared_to_be_prose_exists() -> None:
    assert [(noun, f) for noun, fields in PROSE.items() for f in fields if f not in noun.__struct_fields__] == []


def test_the_only_notes_on_numbers_to_be_translated_say_why_a_benefit_was_judged(knowledge: KnowledgeBase) -> None:
    notes = {text for where, text in prose_of(knowledge) if where == JUDGED_BECAUSE}
    shown = {
        row.judged.note
        for remedy in knowledge.remedies.values()
        for row in remedy.indications
        if row.judged and row.judged.note
    }
    assert notes == shown
    assert notes


def test_the_knowledge_in_german_differs_in_its_prose_alone(knowledge: KnowledgeBase) -> None:
    german = in_language(knowledge, "de-DE")
    assert (german.language, german.hash) == ("de", knowledge.hash)
    assert len(prose_of(german)) == len(prose_of(knowledge))
    assert german.findings["fever"].name == "Fieber"
    assert _skeleton(german) == _skeleton(knowledge)


def _skeleton(knowledge: KnowledgeBase) -> bytes:
    """The knowledge with all prose taken out."""
    blank = _noun(knowledge, lambda _where, _text: "")
    return msgspec.json.encode(msgspec.structs.replace(blank, language=""))


def test_sources_stay_as_they_were_published(knowledge: KnowledgeBase) -> None:
    assert in_language(knowledge, "de").sources is knowledge.sources


def test_what_is_already_in_a_language_is_left_as_it_is(knowledge: KnowledgeBase) -> None:
    german = in_language(knowledge, "de")
    assert in_language(german, "de-AT") is german
    assert in_language(knowledge, "en-GB") is knowledge
    assert in_language(knowledge, "xx") is knowledge


def test_a_translation_is_not_translated_again(knowledge: KnowledgeBase) -> None:
    with pytest.raises(ValueError, match="translate the original"):
        in_language(in_language(knowledge, "de"), "en")
