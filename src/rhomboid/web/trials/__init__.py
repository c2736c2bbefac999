"""Trials: does a remedy help, or would it have gone away anyway? From choosing one to its verdict and its proof."""

from fastapi import APIRouter

from rhomboid.web.trials import day, designing, listing, proof, reminders, result, setup

router = APIRouter(include_in_schema=False)
# What begins with a fixed word stands before what begins with a trial's name.
for part in (listing, setup, designing, reminders, result, proof, day):
    router.include_router(part.router, prefix="/trials")
