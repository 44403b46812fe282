"""Which folder is for what, on servers that say so, that hint, and that don't."""

from __future__ import annotations

from typing import Any

import pytest

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.folders import Layout, Seen, lay_out
from ghostd.adapters.imap.usual_names import USUAL
from ghostd.errors import OperatorError
from ghostd.ports import Role


def seen(*names: str, delimiter: str = "/", **attributes: str) -> list[Seen]:
    """The folders; an attribute is given for the folder whose name is its key."""
    return [Seen(n, delimiter, frozenset(attributes.get(n, "").lower().split())) for n in names]


def laid_out(listed: list[Seen], **account: Any) -> Layout:
    return lay_out(ImapAccount("main", "localhost", 143, "none", "ana", lambda: "x", **account), listed)


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
    layout = lay_out(account, seen("INBOX", "Sent"), "Drafts")
    assert (layout.drafts, layout.drafts_there) == ("Drafts", False)
    assert Role.DRAFTS not in {folder.role for folder in layout.folders}
    renamed = lay_out(account, seen("INBOX", "Sent", "Entwürfe"), "Drafts")
    assert (renamed.drafts, renamed.drafts_there) == ("Entwürfe", True)
