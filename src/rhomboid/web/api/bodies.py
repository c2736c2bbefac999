"""What a program may send, read strictly: a field that is not known is a mistake, not something to pass over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Annotated, TypeVar

import msgspec
from fastapi import Depends
from msgspec import Meta
from starlette.requests import Request

from rhomboid.model import Account, Pain, PainPoint
from rhomboid.web.faults import Fault

JSON = "application/json"
LAST_DAY = 36_500
Body = TypeVar("Body", bound=msgspec.Struct)


class ToldPain(Pain, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One place that hurts: a site finding's id, and the side where the site has one."""


class ToldPoint(PainPoint, frozen=True, forbid_unknown_fields=True):
    """Pain (0-10) on one day, counted from the day the forecast begins."""

    day: Annotated[float, Meta(ge=0, le=LAST_DAY)]
    pain_nrs: Annotated[float, Meta(ge=0, le=10)]


class Told(Account, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """An account, and the day that "two weeks ago" counts from: today where it is left out."""

    pains: tuple[ToldPain, ...] = ()
    today: date | None = None

    @property
    def account(self) -> Account:
        """The account alone."""
        return Account(**{name: getattr(self, name) for name in Account.__struct_fields__})


class ToldPoints(Told, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """An account, and the person's own pain since the forecast begins."""

    points: tuple[ToldPoint, ...] = ()


class ToldWords(Told, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Words to appraise, and the account of whom they are for."""

    words: str


class ToldClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim in anyone's words."""

    words: str
    locale: str = "en"


async def _sent(request: Request) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise Fault("Send JSON, with the content type application/json.", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    return await request.body()


def read(kind: type[Body]) -> Callable[[bytes], Body]:
    """What reads a body as `kind`, or refuses it in a sentence that repeats nothing that was sent."""
    decoder = msgspec.json.Decoder(kind)

    def reading(sent: Annotated[bytes, Depends(_sent)]) -> Body:
        try:
            return decoder.decode(sent)
        except msgspec.ValidationError as error:
            raise Fault(f"The body is not as described: {error}.") from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise Fault("The body is not JSON in UTF-8.", HTTPStatus.BAD_REQUEST) from None

    return reading
