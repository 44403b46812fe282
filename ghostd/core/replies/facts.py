"""What a template may know."""

from __future__ import annotations

from typing import NamedTuple


class Rendered(NamedTuple):
    """A rendered template: `subject` is empty for replies, which keep their thread's."""

    subject: str
    body: str
