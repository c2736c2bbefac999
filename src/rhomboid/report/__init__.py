"""Answers as pages: self-contained accessible HTML without script, one page of PDF for the clinician, drawings."""

from rhomboid.report.clinician import render_clinician_pdf
from rhomboid.report.errors import ReportError
from rhomboid.report.month_drawing import render_month_svg
from rhomboid.report.page_of import render_appraisal, render_report
from rhomboid.report.typesetting import picture_of

__all__ = ["ReportError", "picture_of", "render_appraisal", "render_clinician_pdf", "render_month_svg", "render_report"]
