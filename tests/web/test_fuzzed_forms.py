"""Whatever is sent by whichever form, the app answers in a sentence and goes on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from filling import forms_sent

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "screenshots"))

from lived_in import lived_in
from tour import asking, tour

COUNT = int(os.environ.get("RHOMBOID_FUZZED_FORMS", "150"))
"""How many forms are sent; `make fuzz` sends 10,000."""


def test_no_form_breaks_the_app_whatever_it_is_filled_with(tmp_path: Path) -> None:
    person = lived_in(tmp_path)
    pages = list(tour(person).values())
    client, _ = asking(person)
    sentences = 0
    for sent, answer in forms_sent(client, pages, COUNT, seed=2026):
        assert answer.status_code < 500, f"{answer.status_code}: {sent}"
        assert "Traceback" not in answer.text, sent
        if answer.status_code >= 400:
            sentences += 1
            assert 'class="fault"' in answer.text or "<h1>" in answer.text, sent
    person.close_diary()
    assert sentences > 0
