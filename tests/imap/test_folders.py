"""Which folder is for what, on servers that say so, that hint, and that don't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.folders import Layout, Seen, lay_out
from ghostd.adapters.imap.usual_names import USUAL
from ghostd.core.folders import Cursor, Folder, Known, Role
from ghostd.errors import OperatorError


def seen(*names: str, delimiter: str = "/", **attributes: str) -> list[Seen]:
    """The folders; an attribute is given for the folder whose name is its key."""
    return [Seen(n, delimiter, frozenset(attributes.get(n, "").lower().split())) for n in names]


def laid_out(
    listed: list[Seen], known: Sequence[Known] = (), renamed: Mapping[str, str] | None = None, **account: Any
) -> Layout:
    built = ImapAccount("main", "localhost", 143, "none", "ana", lambda: "x", **account)
    return lay_out(built, listed, known, renamed)


def known(name: str, role: Role, *formerly: str) -> Known:
    return Known(Folder(name, role), Cursor(1, 1), formerly)


BEFORE = (
    known("INBOX", Role.INBOX),
    known("Enviados", Role.SENT),
    known("Borradores", Role.DRAFTS),
    known("Papelera", Role.TRASH),
)


def roles(layout: Layout) -> dict[str, Role]:
    return {folder.name: folder.role for folder in layout.folders}


def test_attributes__win_over_names() -> None:
    layout = laid_out(seen("INBOX", "Sent", "Drafts", "A", "B", A="\\SENT", B="\\drafts"))
    assert (layout.sent, layout.drafts) == ("A", "B")


def test_configured__wins_over_attributes() -> None:
    layout = laid_out(seen("INBOX", "Sent", "Mine", "Drafts", Sent="\\Sent"), sent="Mine")
    assert layout.sent == "Mine"


@pytest.mark.parametrize(
    ("sent", "drafts", "trash"),
    [
        ("Sent", "Drafts", "Trash"),
        ("Enviados", "Borradores", "Papelera"),
        ("Gesendet", "Entwürfe", "Papierkorb"),
        ("Envoyés", "Brouillons", "Corbeille"),
        ("Posta inviata", "Bozze", "Cestino"),
        ("Itens enviados", "Rascunhos", "Lixeira"),
        ("Sendt", "Kladder", "Papirkurv"),
        ("SENT ITEMS", "drafts", "Deleted Items"),
        ("INBOX/Sent", "INBOX/Drafts", "INBOX/Trash"),
        ("[Gmail]/Enviados", "[Gmail]/Borradores", "[Gmail]/Papelera"),
        ("Entwu\u0308rfe/Gesendet", "Entwu\u0308rfe", "Papierkorb"),
    ],
)
def test_usual_names__are_known(sent: str, drafts: str, trash: str) -> None:
    layout = laid_out(seen("INBOX", "Work", sent, drafts, trash))
    assert (layout.sent, layout.drafts, layout.trash) == (sent, drafts, trash)


def test_courier_with_dots__is_known() -> None:
    layout = laid_out(seen("INBOX", "INBOX.Sent", "INBOX.Drafts", "INBOX.Old.Sent", delimiter="."))
    assert (layout.sent, layout.drafts, layout.trash) == ("INBOX.Sent", "INBOX.Drafts", None)


def test_no_name_stands_for_two_roles_that_matter() -> None:
    names = [n.casefold() for role in (Role.SENT, Role.DRAFTS, Role.TRASH) for n in USUAL[role]]
    assert len(names) == len(set(names))


def test_trash_missing__none() -> None:
    assert laid_out(seen("INBOX", "Sent", "Drafts")).trash is None


def test_drafts_missing__says_what_there_is_and_what_to_write() -> None:
    with pytest.raises(OperatorError, match=r"Drafts; write .*folders\.drafts.*there are INBOX, Sent, Work"):
        laid_out(seen("INBOX", "Work", "Sent"))


def test_configured_folder_missing__names_the_nearest() -> None:
    with pytest.raises(OperatorError, match=r"'Sennt', which does not exist; did you mean Sent.*there are"):
        laid_out(seen("INBOX", "Sent", "Drafts"), sent="Sennt")


def test_watched_folder_missing__names_the_nearest() -> None:
    with pytest.raises(OperatorError, match=r"folders\.watch.*'Cliens'.*did you mean Clients"):
        laid_out(seen("INBOX", "Sent", "Drafts", "Clients"), watch=("INBOX", "Cliens"))


def test_watch_everything__all_but_unselectable_ones() -> None:
    layout = laid_out(seen("INBOX", "Sent", "Drafts", "Junk", "Trash", "Gone", Gone="\\NoSelect"))
    roles = {folder.name: folder.role for folder in layout.folders}
    assert roles == {
        "INBOX": Role.INBOX,
        "Sent": Role.SENT,
        "Drafts": Role.DRAFTS,
        "Junk": Role.JUNK,
        "Trash": Role.TRASH,
    }


def test_watch_some__with_sent_drafts_and_trash_all_the_same() -> None:
    folders = seen("Inbox", "Sent", "Drafts", "Trash", "Junk", "Work/A", "Work/B", "Private")
    layout = laid_out(folders, watch=("inbox", "Work/*"), exclude=("*/B",))
    assert {folder.name for folder in layout.folders} == {"INBOX", "Work/A", "Sent", "Drafts", "Trash"}


def test_notices__inbox_unless_configured() -> None:
    folders = seen("INBOX", "Sent", "Drafts", "ghostd")
    assert laid_out(folders).notices == "INBOX"
    assert laid_out(folders, notices="ghostd").notices == "ghostd"


def test_the_folder_of_notices_is_read_whatever_is_watched() -> None:
    layout = laid_out(seen("INBOX", "Sent", "Drafts", "ghostd", "Work"), watch=("INBOX",), notices="ghostd")
    assert {folder.name for folder in layout.folders} == {"INBOX", "Sent", "Drafts", "ghostd"}


def test_all_that_is_marked_or_named_sent__is_searched() -> None:
    folders = seen("INBOX", "Sent", "Sent Items", "Work", "Gone out", "Phone", **{"Gone out": "\\Sent"})
    layout = laid_out([*folders, *seen("Drafts")], watch=("INBOX",), more_sent=("Phone",))
    sent = {folder.name for folder in layout.folders if folder.role is Role.SENT}
    assert (layout.sent, sent) == ("Gone out", {"Sent", "Sent Items", "Gone out", "Phone"})


def test_archive_of_all_mail__is_read_unless_excluded() -> None:
    folders = [*seen("INBOX", "Sent", "Drafts"), *seen("[Gmail]/All Mail", **{"[Gmail]/All Mail": "\\All"})]
    assert {f.role for f in laid_out(folders, watch=("INBOX",)).folders} >= {Role.ARCHIVE}
    excluded = laid_out(folders, exclude=("*/All Mail",))
    assert Role.ARCHIVE not in {f.role for f in excluded.folders}


def test_drafts_removed_by_a_mail_program__is_no_error_once_it_was_seen() -> None:
    account = ImapAccount("main", "localhost", 143, "none", "ana", lambda: "x")
    before = [known("INBOX", Role.INBOX), known("Drafts", Role.DRAFTS)]
    layout = lay_out(account, seen("INBOX", "Sent"), before)
    assert (layout.drafts, layout.drafts_there) == ("Drafts", False)
    assert Role.DRAFTS not in {folder.role for folder in layout.folders}
    another = lay_out(account, seen("INBOX", "Sent", "Entwürfe"), before)
    assert (another.drafts, another.drafts_there) == ("Entwürfe", True)


# folders that were there before


@pytest.mark.parametrize("key", ["sent", "drafts", "trash", "notices"])
def test_configured_folder_is_renamed__followed_and_said_in_one_line(key: str) -> None:
    before = [*BEFORE, known("Mine", Role(key) if key != "notices" else Role.OTHER)]
    there = seen("INBOX", "Enviados", "Borradores", "Papelera", "Ours")
    layout = laid_out(there, before, {"Mine": "Ours"}, **{key: "Mine"})
    assert getattr(layout, key) == "Ours"
    [problem] = layout.problems
    assert "\n" not in problem
    assert f"`folders.{key}` names 'Mine', which is called 'Ours' now" in problem
    assert layout.lost == frozenset()


def test_followed_on_at_the_next_look__by_the_names_it_had() -> None:
    before = [*BEFORE[:3], known("Ours", Role.TRASH, "Papelera", "Mine")]
    layout = laid_out(seen("INBOX", "Enviados", "Borradores", "Ours"), before, trash="Papelera")
    assert (layout.trash, roles(layout)["Ours"]) == ("Ours", Role.TRASH)
    assert len(layout.problems) == 1


def test_a_folder_that_is_not_configured_is_renamed__followed_without_a_word() -> None:
    there = seen("INBOX", "Old mail", "Borradores", "Papelera")
    layout = laid_out(there, BEFORE, {"Enviados": "Old mail"})
    assert (layout.sent, layout.problems, layout.lost) == ("Old mail", (), frozenset())


def test_old_folder_set_aside_and_a_new_one_made__both_are_what_the_old_one_was() -> None:
    there = seen("INBOX", "Enviados", "Borradores", "Papelera", "Papelera 2025")
    layout = laid_out(there, BEFORE, {"Papelera": "Papelera 2025"}, trash="Papelera", watch=("INBOX",))
    assert layout.trash == "Papelera"
    assert roles(layout)["Papelera 2025"] is Role.TRASH
    assert layout.problems == ()
    later = [*BEFORE[:3], known("Papelera 2025", Role.TRASH, "Papelera"), known("Papelera", Role.TRASH)]
    again = laid_out(there, later, trash="Papelera")
    assert (again.trash, roles(again)["Papelera 2025"]) == ("Papelera", Role.TRASH)
    gone = laid_out(seen("INBOX", "Enviados", "Borradores", "Papelera 2025"), later, trash="Papelera")
    assert "which does not exist any more" in gone.problems[0]


def test_configured_folder_is_gone__the_marked_one_takes_over_and_the_owner_is_told() -> None:
    there = seen("INBOX", "Enviados", "Borradores", "Bin", Bin="\\Trash")
    layout = laid_out(there, BEFORE, trash="Papelera")
    assert (layout.trash, layout.lost) == ("Bin", frozenset())
    [problem] = layout.problems
    assert "'Papelera', which does not exist any more; 'Bin' is used instead; make it again" in problem


@pytest.mark.parametrize("configured", [None, "Papelera"])
def test_trash_is_gone_and_none_takes_over__lost_and_told(configured: str | None) -> None:
    layout = laid_out(seen("INBOX", "Enviados", "Borradores"), BEFORE, trash=configured)
    assert (layout.trash, layout.lost) == (None, {Role.TRASH})
    [problem] = layout.problems
    assert "until there is one, no draft is taken back" in problem


@pytest.mark.parametrize("configured", [None, "Enviados"])
def test_sent_is_gone_and_none_takes_over__lost_and_told(configured: str | None) -> None:
    layout = laid_out(seen("INBOX", "Borradores", "Papelera"), BEFORE, sent=configured)
    assert (layout.sent, layout.lost) == (None, {Role.SENT})
    [problem] = layout.problems
    assert "until there is one, what became of a draft is not judged" in problem


def test_further_configured_folders_are_gone__done_without_and_told() -> None:
    before = [*BEFORE, known("Phone", Role.SENT), known("Clients", Role.OTHER), known("News", Role.OTHER)]
    there = seen("INBOX", "Enviados", "Borradores", "Papelera")
    config = {"more_sent": ("Phone",), "watch": ("INBOX", "Clients"), "notices": "News"}
    layout = laid_out(there, before, **config)
    assert layout.notices == "INBOX"
    told = {problem.split("`")[1] for problem in layout.problems}
    assert told == {"folders.more_sent", "folders.watch", "folders.notices"}


def test_a_watched_branch_is_renamed__read_on() -> None:
    before = [*BEFORE, known("Work/A", Role.OTHER)]
    there = seen("INBOX", "Enviados", "Borradores", "Papelera", "Jobs/A", "Jobs/B")
    layout = laid_out(there, before, {"Work/A": "Jobs/A"}, watch=("INBOX", "Work/*"))
    assert "Jobs/A" in roles(layout)
    assert "Jobs/B" not in roles(layout)


def test_a_name_that_never_was_there__an_error_whatever_is_known() -> None:
    there = seen("INBOX", "Enviados", "Borradores", "Papelera")
    for key in ("sent", "drafts", "trash", "notices"):
        with pytest.raises(OperatorError, match=rf"`folders\.{key}` names 'Papelara'.*did you mean Papelera"):
            laid_out(there, BEFORE, **{key: "Papelara"})


def test_drafts_is_configured_anew__the_new_one_counts_though_the_old_one_is_gone() -> None:
    there = seen("INBOX", "Enviados", "Mine", "Papelera")
    layout = laid_out(there, BEFORE, drafts="Mine")
    assert (layout.drafts, layout.drafts_there) == ("Mine", True)
