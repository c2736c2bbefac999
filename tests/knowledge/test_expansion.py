"""What the small knowledge base becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhomboid.knowledge import knowledge_stats, load_knowledge
from rhomboid.knowledge.files import content_hash
from rhomboid.model import KnowledgeBase


@pytest.fixture
def small(clean: Path) -> KnowledgeBase:
    knowledge, problems = load_knowledge(clean)
    assert not problems
    assert knowledge is not None
    return knowledge


def test_a_cause_inherits_the_rows_of_its_family(small: KnowledgeBase) -> None:
    inherited = small.causes["heart_attack"].findings["worse_reaching"]
    assert inherited.estimate.value == 0.1
    assert inherited.inherited == "heart"


def test_a_causes_own_row_goes_before_its_familys(small: KnowledgeBase) -> None:
    own = small.causes["heart_attack"].findings["sweating"]
    assert (own.estimate.value, own.inherited) == (0.4, None)
    shares = small.causes["heart_attack"].categories["onset"]
    assert (shares.shares["sudden"], shares.inherited) == (0.8, None)


def test_a_familys_distribution_is_inherited_too(clean: Path) -> None:
    file = clean / "causes/heart_attack.yaml"
    lines = [line for line in file.read_text().splitlines() if "onset" not in line and "categories" not in line]
    file.write_text("\n".join(lines))
    knowledge, _ = load_knowledge(clean)
    assert knowledge is not None
    shares = knowledge.causes["heart_attack"].categories["onset"]
    assert (shares.shares, shares.inherited) == ({"sudden": 0.5, "gradual": 0.5}, "heart")


def test_causes_of_other_families_inherit_nothing(small: KnowledgeBase) -> None:
    assert set(small.causes["strain"].findings) == {"worse_reaching"}
    assert small.causes["strain"].findings["worse_reaching"].inherited is None


def test_a_likelihood_ratio_stays_a_ratio(small: KnowledgeBase) -> None:
    row = small.causes["heart_attack"].findings["breastbone"]
    assert row.sensitivity is None
    assert row.lr_positive is not None
    assert row.lr_positive.value == 2.0


def test_findings_keep_the_order_of_the_file(small: KnowledgeBase) -> None:
    assert list(small.findings) == ["over_scapula", "breastbone", "sweating", "worse_reaching", "scored"]


def test_numbers_that_were_written_whole_are_read_as_they_are_stored(small: KnowledgeBase) -> None:
    assert isinstance(small.settings.loss["emergency"]["self_care"], float)
    assert small.sources["smith-2001"].pmid == "12345"


def test_the_knowledge_carries_its_name_version_and_hash(small: KnowledgeBase, clean: Path) -> None:
    assert (small.id, small.version, small.hash) == ("small", "0.1.0", content_hash(clean))


def test_words_of_two_lexicon_files_are_united(clean: Path) -> None:
    (clean / "lexicon/en/more.yaml").write_text("classes: {hurts: [aches, hurts]}\nphrases: {sweating: [clammy]}\n")
    knowledge, problems = load_knowledge(clean)
    assert not problems
    assert knowledge is not None
    lexicon = knowledge.lexicons["en"]
    assert lexicon.classes["hurts"] == ("aches", "hurts", "kills me")
    assert lexicon.phrases["sweating"] == ("clammy", "sweat*")


def test_the_vocabulary_is_the_words_of_the_lexicon_without_its_signs(small: KnowledgeBase) -> None:
    words = set(small.lexicons["en"].vocabulary)
    assert {"shoulder", "blade", "kills", "sweat", "reach", "not"} <= words
    assert not any(set(word) & set("@&*=") for word in words)


def test_stats_count_each_row_as_written_once(small: KnowledgeBase) -> None:
    stats = knowledge_stats(small)
    assert (stats.causes, stats.families, stats.findings, stats.red_flags) == (3, 3, 5, 1)
    assert (stats.rules, stats.sources, stats.phrases) == (1, 1, 5)
    assert stats.by_grade == {"measured": 3, "derived": 0, "graded": 1, "judged": 12}
    assert sum(stats.share_by_grade.values()) == pytest.approx(1)
