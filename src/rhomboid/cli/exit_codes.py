"""What the exit codes mean; `rhomboid exit-codes` prints this table."""

from __future__ import annotations

OK = 0
USAGE = 2
SOME_LINES_FAILED = 3
KNOWLEDGE_FAULTS = 4
NOT_RECOGNISED = 5
STORE_UNUSABLE = 6
STORE_FAULTS = 7
REFUSED = 8
NOT_AS_SEALED = 9
INTERRUPTED = 130

MEANINGS = {
    OK: "answered",
    USAGE: "wrong usage, or input that cannot be read; one sentence on stderr says what and how to mend it",
    SOME_LINES_FAILED: "a batch was written, a diary imported or trials pooled, but not every line or file was used",
    KNOWLEDGE_FAULTS: "the knowledge base has faults; each is listed on stderr",
    NOT_RECOGNISED: "nothing in the words to be appraised was recognised; the answer says so",
    STORE_UNUSABLE: "the diary could not be opened, read or written; one sentence on stderr says why and what to do",
    STORE_FAULTS: "the diary is not whole; each fault is listed on stderr",
    REFUSED: "the trial was not begun because it may not be safe; each reason is listed on stderr",
    NOT_AS_SEALED: "the trial is not what was sealed before its first day; each fault is listed on stderr",
    INTERRUPTED: "stopped by the person",
}
