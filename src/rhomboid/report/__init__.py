"""Answers as pages: self-contained accessible HTML without script, and one page of PDF for the clinician."""

from rhomboid.report.clinician import render_clinician_pdf
from rhomboid.report.errors import ReportError
from rhomboid.report.month_drawing import render_month_svg
from rhomboid.report.page_of import render_appraisal, render_report

__all__ = ["ReportError", "render_appraisal", "render_clinician_pdf", "render_month_svg", "render_report"]
