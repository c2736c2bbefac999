"""An assessment as one self-contained accessible page: no script, no request to anywhere."""

from rhomboid.report.page_of import render_report

__all__ = ["render_report"]
