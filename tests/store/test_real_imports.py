"""The public diaries, imported one after the other into one store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rhomboid.diary import ColumnMapping, parse_mapped
from rhomboid.model.diary import Entry
from rhomboid.store import verify

FOLDER = Path(__file__).parent.parent / "diary" / "myaiguide"
MAPPING = ColumnMapping(
    when="date", day="startday", month="startmonth", year="startyear", name="name", value="intensity"
)


def read(name: str) -> tuple[Entry, ...]:
    return parse_mapped((FOLDER / name).read_text(encoding="utf-8"), MAPPING)[0]


def facts(entries: tuple[Entry, ...]) -> Counter[tuple[object, ...]]:
    pains = [(entry.at, pain.site, pain.nrs) for entry in entries for pain in entry.pains]
    return Counter(pains + [(entry.at, *fact) for entry in entries for fact in entry.measures.items()])


def test_a_newer_export_and_a_second_file_of_the_same_person_add_to_the_first_and_double_nothing(store) -> None:
    older, newer, others = (read(f"Participant8{name}.csv") for name in ("Pain", "PainNew", "ObservationsNew"))
    assert store.add_many(older, from_elsewhere=True).added == len(older)
    assert store.add_many(others, from_elsewhere=True).added == len(others)
    assert facts(store.entries()) == facts(older) + facts(others)
    store.add_many(newer, from_elsewhere=True)
    assert facts(store.entries()) == (facts(older) | facts(newer)) + facts(others)
    for again in (others, older, newer):
        taken = store.add_many(again, from_elsewhere=True)
        assert (taken.added, taken.extended, taken.left) == (0, 0, len(again))
    assert verify(store) == ()


def test_diaries_of_many_people_keep_every_line_in_one_store(store) -> None:
    files = [path.name for path in sorted(FOLDER.glob("*.csv")) if "New" not in path.name]
    together: Counter[tuple[object, ...]] = Counter()
    for name in files:
        store.add_many(read(name), from_elsewhere=True)
        together += facts(read(name))
    assert together - facts(store.entries()) == Counter()
