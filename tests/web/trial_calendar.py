"""A calendar file read strictly by RFC 5545: whatever a calendar could stumble over fails."""

from __future__ import annotations

import re
from datetime import datetime

LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", re.DOTALL)
ONCE = ("UID", "DTSTAMP", "DTSTART")
ESCAPED = {r"\n": "\n", r"\,": ",", r"\;": ";", r"\\": "\\"}
Event = dict[str, str]


def read_calendar(raw: bytes) -> list[Event]:
    """The events with their values unescaped; the alarm's under ``VALARM/`` names."""
    assert raw.endswith(b"\r\n")
    physical = raw[:-2].split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in physical)
    assert max(map(len, physical)) <= 75
    for line in physical:
        line.decode()  # No character is cut in two.
    lines = b"\r\n".join(physical).replace(b"\r\n ", b"").decode().split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "VERSION:2.0" in lines
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    return _events(lines[1:-1])


def _events(lines: list[str]) -> list[Event]:
    events: list[Event] = []
    open_parts: list[str] = []
    for line in lines:
        found = LINE.fullmatch(line)
        assert found, line
        name, value = found[1], found[3]
        if name == "BEGIN":
            assert (value == "VEVENT") == (not open_parts)
            open_parts.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts:
            key = "/".join([*open_parts[1:], name])
            assert key not in events[-1], f"{key} twice"
            events[-1][key] = _unescaped(value) if name in ("SUMMARY", "DESCRIPTION") else value
    assert open_parts == []
    for event in events:
        assert all(name in event for name in ONCE)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007  floating on purpose
        assert {"VALARM/ACTION", "VALARM/TRIGGER", "VALARM/DESCRIPTION"} <= event.keys()
    assert len({event["UID"] for event in events}) == len(events)
    return events


def _unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), f"unescaped sign in {value!r}"
    return re.sub(r"\\[n,;\\]", lambda found: ESCAPED[found[0]], value)
