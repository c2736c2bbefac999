"""One page for the clinician, as a tagged PDF."""

from rhomboid.report.clinician.typesetting import render_clinician_pdf

__all__ = ["render_clinician_pdf"]
