"""A directory of YAML files -> a knowledge base and everything wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from rhomboid.knowledge import build, build_relief
from rhomboid.knowledge.checks import check_content
from rhomboid.knowledge.estimates import Expander, Grades
from rhomboid.knowledge.files import SINGLE_PATHS, content_hash, data_files, file_kind
from rhomboid.knowledge.schema import check_schema
from rhomboid.knowledge.yaml_file import Plain, YamlFile, load_yaml
from rhomboid.model import Category, Cause, Claim, Figure, KnowledgeBase, Problem, Remedy, Settings, Source

_NEEDED = ("kb.yaml", "grades.yaml", "findings.yaml", "categories.yaml", "groups.yaml", "settings.yaml")
_HARMLESS = ("missing_file", "stray_file")
_Built = TypeVar("_Built")


class Files(NamedTuple):
    """The files whose form is right, by path, and what is wrong with the others."""

    good: dict[str, YamlFile]
    problems: list[Problem]

    def of(self, folder: str) -> list[YamlFile]:
        """Files of one folder, by path."""
        return [file for path, file in self.good.items() if path.startswith(f"{folder}/")]


def read_knowledge(directory: Path) -> tuple[KnowledgeBase | None, list[Problem]]:
    """
    Read, expand and check every file of `directory`. Slow (a second): `load_knowledge` keeps a compiled form.

    The knowledge base is None when anything in the files would be lost: a file of the wrong form, a faulty
    number, an unknown id. Other problems come beside it. While a file is of the wrong form, nothing is said of
    what lies between files: half of it would be wrong.
    """
    paths = data_files(directory)
    files = _read_files(directory, paths)
    lost = [path for path in _NEEDED if path not in files.good]
    if lost or any(problem.code not in _HARMLESS for problem in files.problems):
        return None, sorted(files.problems)
    builder = _Builder(files)
    knowledge = builder.knowledge_base(content_hash(directory, paths))
    breaking, others = check_content(knowledge, files.good)
    problems = sorted({*files.problems, *builder.problems, *breaking, *others})
    return (None if builder.problems or breaking else _as_stored(knowledge)), problems


def _as_stored(knowledge: KnowledgeBase) -> KnowledgeBase:
    """The same value, every field of the type it has when read from the compiled form (1.0 where YAML had 1)."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(knowledge), type=KnowledgeBase)


def _read_files(directory: Path, paths: list[str]) -> Files:
    good: dict[str, YamlFile] = {}
    problems = list(_missing(paths))
    for path in paths:
        kind = file_kind(path)
        if kind is None:
            problems.append(_misplaced(path))
            continue
        file = load_yaml(directory / path, path)
        faults = list(file.problems)
        if file.value is not None:
            faults += check_schema(file, kind)
        problems += faults
        if not faults:
            good[path] = file
    return Files(good, problems)


def _misplaced(path: str) -> Problem:
    if path.endswith((".yaml", ".yml")):
        remedy = "Give it a name and a folder that hold knowledge: see the other files."
        return Problem(path, 0, "unknown_file", "No such file belongs here, so that it would not be read.", remedy)
    return Problem(path, 0, "stray_file", "This is not a knowledge file.", "Move or delete it.")


def _missing(paths: list[str]) -> Iterator[Problem]:
    for path in SINGLE_PATHS:
        if path not in paths:
            yield Problem(path, 0, "missing_file", "The file is missing.", "Write it.")
    for folder in ("causes", "rules", "sources", "lexicon"):
        if not any(path.startswith(f"{folder}/") for path in paths):
            yield Problem(folder, 0, "missing_file", "The folder holds no file.", "Write one.")


class _Builder:
    """Builds each part, keeping the problems of expansion."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.grades = Grades.of(files.good["grades.yaml"].value)

    def knowledge_base(self, digest: str) -> KnowledgeBase:
        """All parts together, under the content hash `digest`."""
        identity = self.files.good["kb.yaml"].value
        categories = self._expanded("categories.yaml", build.build_categories) or {}
        causes = self._causes(categories)
        remedies = self._remedies(causes)
        claims = self._claims()
        scans = self._expanded("scans.yaml", build_relief.build_scans) or {}
        course = self._expanded("course.yaml", partial(build_relief.build_course, causes=causes))
        return KnowledgeBase(
            id=identity["id"],
            version=identity["version"],
            hash=digest,
            causes=causes,
            findings=self._expanded("findings.yaml", build.build_findings) or {},
            categories=categories,
            groups=self._expanded("groups.yaml", build.build_groups) or {},
            rules=tuple(rule for file in self.files.of("rules") for rule in build.build_rules(file.value)),
            thresholds=self._expanded("thresholds.yaml", build.build_thresholds) or (),
            screens=build.build_screens(self._value("screens.yaml", [])),
            advice=build.build_advice(self._value("advice.yaml", {})),
            scales={scale.id: scale for scale in (build.build_scale(f.value) for f in self.files.of("scales"))},
            places=build.build_places(self._value("places.yaml", [])),
            emergency_numbers=self._value("emergency_numbers.yaml", {}),
            lexicons=build.build_lexicons(self.files.of("lexicon")),
            sources=self._sources(),
            settings=self._settings(),
            circumstances=build_relief.build_circumstances(self._value("circumstances.yaml", {})),
            remedies=remedies,
            relief=self._expanded("relief.yaml", build_relief.build_relief),
            course=course,
            low_value=build_relief.build_low_value(self._value("low_value.yaml", []), causes),
            reviews=build_relief.build_reviews(self._value("reviews.yaml", []), causes),
            scans=scans,
            scan_advice=build_relief.build_scan_advice(self._value("scan_advice.yaml", [])),
            claims=claims,
            trials=self._expanded("trials.yaml", build_relief.build_trials),
            figures=build_relief.figures_of(remedies.values(), claims.values(), scans.values(), course)
            | self._own_figures("low_value")
            | self._own_figures("scan_advice"),
        )

    def _value(self, path: str, otherwise: Plain) -> Plain:
        return self.files.good[path].value if path in self.files.good else otherwise

    def _expanded(self, path: str, make: Callable[[Expander], _Built]) -> _Built | None:
        return self._expand(self.files.good[path], make) if path in self.files.good else None

    def _expand(self, file: YamlFile, make: Callable[[Expander], _Built]) -> _Built:
        expander = Expander(file, self.grades)
        made = make(expander)
        self.problems += expander.problems
        return made

    def _settings(self) -> Settings:
        return self._expand(self.files.good["settings.yaml"], build.build_settings)

    def _sources(self) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        for file in self.files.of("sources"):
            sources |= build.build_sources(file.value)
        return sources

    def _causes(self, categories: dict[str, Category]) -> dict[str, Cause]:
        families: dict[str, build.Rows] = {}
        for file in self.files.of("families"):
            family = self._named(file)
            make = partial(build.build_rows, categories=categories, inherited=family)
            families[family] = self._expand(file, make)
        causes: dict[str, Cause] = {}
        for file in self.files.of("causes"):
            rows = families.get(file.value["family"], build.Rows({}, {}))
            make_cause = partial(build.build_cause, categories=categories, family=rows)
            causes[self._named(file)] = self._expand(file, make_cause)
        return causes

    def _remedies(self, causes: dict[str, Cause]) -> dict[str, Remedy]:
        make = partial(build_relief.build_remedy, causes=causes)
        return {self._named(file): self._expand(file, make) for file in self.files.of("remedies")}

    def _claims(self) -> dict[str, Claim]:
        return {self._named(file): self._expand(file, build_relief.build_claim) for file in self.files.of("claims")}

    def _own_figures(self, stem: str) -> dict[str, Figure]:
        return self._expanded(f"{stem}.yaml", partial(build_relief.build_own_figures, stem=stem)) or {}

    def _named(self, file: YamlFile) -> str:
        key = str(file.value["id"])
        if file.path.split("/")[1] != f"{key}.yaml":
            self.problems.append(file.problem(("id",), "id", f"`{key}` is not the file's name.", "Make them the same."))
        return key
