"""Appraise: what a scan report, an offered treatment or a claim is worth."""

from rhomboid.web.appraise.appraise import router

__all__ = ["router"]
