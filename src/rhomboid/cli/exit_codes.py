"""What the exit codes mean; `rhomboid exit-codes` prints this table."""

from __future__ import annotations

OK = 0
USAGE = 2
SOME_LINES_FAILED = 3
KNOWLEDGE_FAULTS = 4
NOT_RECOGNISED = 5
INTERRUPTED = 130

MEANINGS = {
    OK: "answered",
    USAGE: "wrong usage, or input that cannot be read; one sentence on stderr says what and how to mend it",
    SOME_LINES_FAILED: "the batch was written, but some of its lines could not be answered",
    KNOWLEDGE_FAULTS: "the knowledge base has faults; each is listed on stderr",
    NOT_RECOGNISED: "nothing in the words to be appraised was recognised; the answer says so",
    INTERRUPTED: "stopped by the person",
}
