"""The verbs that every mail program is driven by."""

from __future__ import annotations

from typing import Protocol

LAST_WORDS = "Best wishes"
"""What is on the screen when the draft is shown to its end."""


class Program(Protocol):
    """A running mail program of the owner's; a verb returns when the program says it is done.

    There is exactly one draft. `line` is a paragraph that is typed under the greeting.
    """

    def send(self) -> None: ...
    def edit_and_send(self, line: str) -> None: ...
    def edit_and_save(self, line: str) -> None: ...
    def delete(self) -> None: ...
    def look(self) -> None:
        """Show the draft as a message, and leave the folder."""
        ...

    def open(self) -> None:
        """Open the draft for editing, and leave it open."""
        ...

    def leave(self) -> None:
        """Close what `open` opened, unchanged, as one who wants to go on later."""
        ...

    def answer_by_hand(self, folder: str, message_id: str, line: str) -> None:
        """Answer the message, the client's own or the owner's last one, with `line`, and send it."""
        ...

    def quit(self) -> None:
        """End every process of it; safe to call twice."""
        ...
