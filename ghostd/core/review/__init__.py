"""Stage 6: what became of a draft, judged from what the folders show and nothing else."""

from ghostd.core.review.draft import DRAFT_LIMIT, Confidence, Draft, Sighting, Verdict
from ghostd.core.review.evidence import ALIKE, SLACK, Listings, likeness, may_be, suspects, words
from ghostd.core.review.judge import judge, judge_again
from ghostd.core.review.judgement import GRACE, QUIET, SETTLE, Judgement

__all__ = [
    "ALIKE",
    "DRAFT_LIMIT",
    "GRACE",
    "QUIET",
    "SETTLE",
    "SLACK",
    "Confidence",
    "Draft",
    "Judgement",
    "Listings",
    "Sighting",
    "Verdict",
    "judge",
    "judge_again",
    "likeness",
    "may_be",
    "suspects",
    "words",
]
