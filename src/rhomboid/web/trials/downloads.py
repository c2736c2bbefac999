"""What a person takes away as a file."""

from __future__ import annotations

from starlette.responses import Response


def download(content: str | bytes, kind: str, name: str) -> Response:
    """A file of some media type, to be saved under a name."""
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
