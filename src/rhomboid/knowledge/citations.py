"""Where numbers come from: sources that exist, are used, and can be found by anyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from rhomboid.knowledge.content import Content, walk
from rhomboid.knowledge.schema import alike
from rhomboid.knowledge.yaml_file import JsonPath, YamlFile, load_yaml
from rhomboid.model import Problem

MIRRORS_FILE = Path(__file__).parent / "data" / "mirrors.yaml"
_CITING = (
    "advice",
    "categories",
    "cause",
    "claim",
    "course",
    "family",
    "findings",
    "groups",
    "low_value",
    "relief",
    "remedy",
    "reviews",
    "rules",
    "scales",
    "scan_advice",
    "scans",
    "settings",
    "thresholds",
    "trials",
)
_NUMERIC_HOST = re.compile(r"[0-9.]+|\[.*\]|.*:.*:.*")


def check_citations(content: Content) -> Iterator[Problem]:
    """Dangling, unused, unfindable and doubled sources."""
    sources = content.knowledge.sources
    used = set()
    for file, at, key in _citations(content):
        used.add(key)
        if key not in sources:
            remedy = alike(key, sources, cutoff=0.8) or "Add it to sources/."
            yield file.problem(at, "dangling_source", f"No source `{key}`.", remedy)
    for file in content.of("sources"):
        for key in file.value:
            if key not in used:
                remedy = "Cite it or delete it."
                yield file.problem((key,), "unused_source", f"Nothing cites source `{key}`.", remedy)
    yield from _addresses(content)


def _citations(content: Content) -> Iterator[tuple[YamlFile, JsonPath, str]]:
    for file in content.of(*_CITING):
        for at, row in walk(file.value):
            if isinstance(row.get("source"), str):
                yield file, (*at, "source"), row["source"]
            if isinstance(row.get("sources"), list):
                for index, key in enumerate(row["sources"]):
                    yield file, (*at, "sources", index), key


def _addresses(content: Content) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    files: dict[str, str] = {}
    for file in content.of("sources"):
        for key, row in file.value.items():
            if files.setdefault(key, file.path) != file.path:
                message = f"Source `{key}` is also in {files[key]}."
                yield file.problem((key,), "duplicate_source", message, "Keep one.")
            if not row.keys() & {"doi", "pmid", "pmcid", "url"}:
                message = f"Source `{key}` has no doi, pmid, pmcid or url."
                yield file.problem((key,), "no_address", message, "Add one, or grade its numbers judged.")
            if "url" in row and (host := _mirror(row["url"])):
                message = f"{host} is a mirror, not the issuing body."
                yield file.problem((key, "url"), "mirror", message, "Give the doi, pmid or pmcid of the work itself.")
            for name in ("doi", "pmid", "pmcid"):
                address = (name, str(row.get(name, key)).lower())
                if seen.setdefault(address, key) != key:
                    message = f"Source `{key}` has the same {name} as `{seen[address]}`."
                    yield file.problem((key, name), "same_source", message, "Keep one of the two.")


def _mirror(url: str) -> str | None:
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return url
    if _NUMERIC_HOST.fullmatch(host):
        return host
    names = host.split(".")
    endings = {".".join(names[index:]) for index in range(len(names))}
    return host if mirror_hosts() & (endings | set(names)) else None


@cache
def mirror_hosts() -> frozenset[str]:
    """Entries of `mirrors.yaml`: with a dot a domain and all below it, without one a name at any domain."""
    return frozenset(load_yaml(MIRRORS_FILE, MIRRORS_FILE.name).value["hosts"])
