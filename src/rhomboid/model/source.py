"""Where a number was read."""

from __future__ import annotations

import msgspec


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A publication, named so that anyone can find it.

    At least one of `doi`, `pmid`, `pmcid` and `url` is set; `url` is the issuing body's own page, never a
    mirror. `population` says who was studied, because that is where most numbers mislead.
    """

    id: str
    authors: str
    year: int
    title: str
    journal: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    design: str | None = None
    population: str | None = None
    checked_on: str | None = None

    @property
    def citation(self) -> str:
        """The reference in one line, as a reader would search for it."""
        parts = [f"{self.authors} ({self.year}). {self.title.rstrip('.')}."]
        if self.journal:
            parts.append(f"{self.journal.rstrip('.')}.")
        return " ".join(parts)

    @property
    def address(self) -> str | None:
        """The most durable address: DOI, then PubMed, then PubMed Central, then the body's own page."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return self.url
