"""What a watcher may rightly say of a draft that a mail program has been at, on the way and in the end."""

from __future__ import annotations

from ghostd.core.review import ALIKE, Draft, Verdict, likeness
from ghostd.core.text import body_text, canonical
from tests.recordings.composing import parsed_copy
from tests.recordings.programs import RENAMED, Program

WAITING = {Verdict.PENDING, Verdict.EDITED}


class Truth:
    """`program` is read at the moment of each question."""

    def __init__(self, program: Program, draft: Draft) -> None:
        self.program, self.draft = program, draft

    def in_the_end(self) -> set[Verdict]:
        program, habits = self.program, self.program.habits
        if program.doing == "sending" and program.sent is not None:
            if "Sent" in habits.files_in:
                return self._sent(program.sent)
            if habits.files_in == "All" and not program.lying:
                return self._sent(program.sent) | {Verdict.GONE}
        if program.lying:
            return self._left()
        if program.doing == "deleting" and habits.deletes in ("trash", "flag") and program.thrown:
            last = program.thrown[-1][1]
            unseen = habits.deletes == "flag" and bool(program.saved)
            own_name = str(parsed_copy(last)["Message-ID"]) == self.draft.message_id
            unknown = unseen or not (own_name or self._alike(last))
            return {Verdict.DISCARDED} | ({Verdict.GONE} if unknown else set())
        old_ones = program.thrown_on_save or habits.deletes == "trash-emptied"
        return {Verdict.GONE} | ({Verdict.DISCARDED} if old_ones and program.doing != "sending" else set())

    def on_the_way(self, verdict: Verdict, over: bool) -> bool:
        """Whether the verdict is not wrong now; `pending` never is, it is only not yet known."""
        program = self.program
        match verdict:
            case Verdict.PENDING:
                return True
            case Verdict.EDITED:
                return any(self._changed(source) for source in program.saved)
            case Verdict.SENT | Verdict.SENT_EDITED | Verdict.REPLACED:
                return program.doing == "sending" and verdict in self.in_the_end()
            case Verdict.DISCARDED:
                return program.doing == "deleting" or verdict in self.in_the_end()
            case Verdict.GONE:
                return over and verdict in self.in_the_end()
        return False

    def _sent(self, copy: bytes) -> set[Verdict]:
        if not self._changed(copy):
            return {Verdict.SENT}
        if self._named(copy) or (self._alike(copy) and (self._tied(copy) or not self.program.lying)):
            return {Verdict.SENT_EDITED}
        if self.program.lying and self._alike(copy):
            return {Verdict.SENT_EDITED, Verdict.REPLACED, *WAITING}
        away = self.program.thrown_on_save or self.program.habits.sent_original in ("trash", "flagged")
        thrown = {Verdict.DISCARDED} if away else set()
        if self._in_thread(copy) and self.draft.recipients[0] in str(parsed_copy(copy)["To"]):
            return {Verdict.SENT_EDITED, Verdict.REPLACED}
        waiting = WAITING if self.program.lying else set()
        return {Verdict.SENT_EDITED, Verdict.REPLACED, Verdict.GONE} | thrown | waiting

    def _left(self) -> set[Verdict]:
        last = self.program.lying[-1][1]
        if len(self.program.lying) > 1 or self.program.doing == "sending":
            return WAITING | ({Verdict.GONE} if self._lost(last) else set())
        wanted = {Verdict.EDITED if self._changed(last) else Verdict.PENDING}
        if any(self._changed(source) for source in self.program.saved):
            wanted |= {Verdict.EDITED}
        return wanted | ({Verdict.GONE, Verdict.DISCARDED} if self._lost(last) else set())

    def _lost(self, source: bytes) -> bool:
        """Whether nothing ties a version to the draft but that it lies there."""
        return not (self._named(source) or self._in_thread(source) or self._alike(source))

    def _changed(self, source: bytes) -> bool:
        return canonical(body_text(source)) != self.draft.canonical

    def _alike(self, source: bytes) -> bool:
        return likeness(self.draft, body_text(source)) >= ALIKE

    def _named(self, source: bytes) -> bool:
        """By an id that ghostd knows without having looked in between."""
        message = parsed_copy(source)
        fields = ("Message-ID", "In-Reply-To", "References", "X-Microsoft-Original-Message-ID", "MID")
        return any(self.draft.message_id in str(message[name] or "") for name in fields)

    def _in_thread(self, source: bytes) -> bool:
        message = parsed_copy(source)
        return str(self.draft.in_reply_to) in f"{message['In-Reply-To']} {message['References']}"

    def _tied(self, source: bytes) -> bool:
        return self._in_thread(source) or str(parsed_copy(source)["Subject"]) != RENAMED
