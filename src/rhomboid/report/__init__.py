"""Answers as self-contained accessible pages: no script, no request to anywhere."""

from rhomboid.report.page_of import render_appraisal, render_report

__all__ = ["render_appraisal", "render_report"]
