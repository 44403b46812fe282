"""Courses of events: what a user does with a draft in a mail program of any habits, and when ghostd looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.recordings.programs import Act, Habits

Choose = Callable[[tuple[Any, ...]], Any]
"""Picks one of the options; an option that stands there twice is twice as likely."""

THREADS = ("kept", "kept", "no-parent", "no-references", "none", "own-draft", "draft-added")
BOTH = (False, True)
SELDOM = (False, False, True)
HABITS: dict[str, tuple[Any, ...]] = {
    "id_on_save": ("same", "new", "none"),
    "id_on_send": ("same", "new"),
    "marks": ((), (), (), ("evolution",), ("exchange",), ("claws",)),
    "refs_on_save": THREADS,
    "refs_on_send": THREADS,
    "format": ("plain", "wrapped", "flowed", "alternative", "mixed", "latin", "base64", "html"),
    "signature": ("no", "no", "on-send", "on-write"),
    "self_replaced": BOTH,
    "taken_out_on_open": SELDOM,
    "new_first": BOTH,
    "old_version": ("expunged", "expunged", "flagged", "beside", "trash"),
    "save_gap": (0, 1, 30),
    "files_in": ("Sent", "Sent", "Sent+All", "All", "nowhere"),
    "sent_first": BOTH,
    "send_gap": (0, 1, 20, 50, 130, 600, 5400),
    "sent_original": ("expunged", "expunged", "flagged", "trash", "kept"),
    "drops_empty_folder": SELDOM,
    "deletes": ("trash", "expunge", "flag", "trash-emptied"),
    "draft_flag": BOTH,
    "archive_keeps": SELDOM,
}
TYPING = ("no", "no", "line", "greeting", "cut", "rewritten")
PAUSES = (1, 5, 20, 50, 70, 130, 300, 700, 1800, 4000)
LOOKS = ((), (0.0,), (0.5,), (0.99,), (0.0, 0.99), (0.0, 0.3, 0.99))


@dataclass(frozen=True, slots=True)
class Course:
    """`pauses` are the seconds after each act, `looks` at which parts of each gap ghostd looks; both begin
    anew where they are too short."""

    habits: Habits
    acts: tuple[Act, ...]
    pauses: tuple[int, ...] = (60,)
    looks: tuple[tuple[float, ...], ...] = ((0.0,),)
    bystander: str = "nobody"


def course(choose: Choose) -> Course:
    habits = Habits(**{name: choose(options) for name, options in HABITS.items()})
    acts = acts_of(choose)
    pauses = tuple(choose(PAUSES) for _ in acts)
    looks = tuple(choose(LOOKS) for _ in range(2 * len(acts)))
    return plausible(Course(habits, acts, pauses, looks, choose(("nobody", "another-client", "own-draft"))))


def acts_of(choose: Choose) -> tuple[Act, ...]:
    """Opened or not, saved or not, and sent, left or deleted; what was deleted may be taken back, once."""
    acts: list[Act] = []
    for last in (False, True):
        typing = choose(TYPING)
        acts += [Act(choose(("open", "look")))] if choose(BOTH) else []
        saves = choose((0, 0, 1, 2, 3))
        acts += [Act("save", typing if n == 0 else "no") for n in range(saves)]
        ending = choose(("send", "send", "delete", "delete", "leave"))
        if ending == "send":
            to, subject = choose(("same", "same", "other", "added")), choose(("same", "same", "edited"))
            acts.append(Act("send", "no" if saves else typing, to, subject))
        if ending == "delete":
            acts.append(Act("delete"))
        if ending != "delete" or last or choose(BOTH):
            break
        acts.append(Act("undo"))
    return tuple(acts) or (Act("look"),)


def plausible(drawn: Course) -> Course:
    """Without what leaves nothing to tell one from the other: a mail sent without a copy to be read, whose
    draft, or an older version of it, is thrown away as deleted ones are; and what Trash has lost cannot be
    taken back."""
    habits = drawn.habits
    if "Sent" not in habits.files_in and habits.sent_original in ("trash", "flagged"):
        habits = replace(habits, sent_original="expunged")
    if "Sent" not in habits.files_in and habits.old_version in ("trash", "flagged"):
        habits = replace(habits, old_version="expunged")
    undone = any(act.verb == "undo" for act in drawn.acts)
    if undone and habits.deletes not in ("trash", "flag"):
        habits = replace(habits, deletes="trash")
    if habits.send_gap > 600 and habits.sent_original != "expunged":
        habits = replace(habits, send_gap=600)
    return replace(drawn, habits=habits)


def unsolved(drawn: Course) -> str:
    """What ghostd is known to take wrongly, in words; empty for all other courses, which it has to take
    rightly."""
    habits = drawn.habits
    if (
        "trash" in (habits.sent_original, habits.old_version)
        and not habits.sent_first
        and habits.send_gap > 50
    ):
        return "the draft, or an older version, lies in Trash, and the Sent copy takes more than a minute"
    return ""
