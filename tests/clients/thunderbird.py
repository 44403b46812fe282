"""Thunderbird, headless, told by Marionette to run the commands that its own buttons run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dovecot import free_port

from tests.clients.marionette import Marionette
from tests.clients.stack import HOST, Seat
from tests.clients.waiting import until

STARTS_WITHIN = 60.0

MAIN = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const server = MailServices.accounts.accounts.map(a => a.incomingServer).find(s => s.type == "imap");
const folder = name => server.rootFolder.subFolders.find(f => f.name.toLowerCase() == name.toLowerCase());
const headers = name => [...folder(name).messages];
const main = Services.wm.getMostRecentWindow("mail:3pane");
const pane = () => main.document.getElementById("tabmail").currentAbout3Pane;
"""

COMPOSE = """
const editor = Services.wm.getMostRecentWindow("msgcompose");
"""

READY = (
    COMPOSE
    + """
return !!editor && !!editor.gMsgCompose && !!editor.gMsgCompose.editor && editor.windowInitialized !== false
  && !editor.gWindowLocked && editor.gMsgCompose.compFields.to.length > 0
  && editor.GetCurrentEditor().document.body.textContent.length > 0;
"""
)

SAVED = (
    COMPOSE
    + """
return !editor.gWindowLocked && editor.gMsgCompose.compFields.draftId != arguments[0];
"""
)

SHOWN = (
    MAIN
    + """
const message = pane().messageBrowser.contentWindow;
const browser = message && message.getMessagePaneBrowser && message.getMessagePaneBrowser();
return message && message.gMessage && message.gMessage.messageId == arguments[0]
  && browser.contentDocument.readyState == "complete" && browser.contentDocument.body.textContent.length > 0;
"""
)

TYPE = (
    COMPOSE
    + """
const [line, greeting] = arguments, body = editor.GetCurrentEditor().document.body;
if (greeting) {
  const breaks = [...body.childNodes].map((node, at) => [node.nodeName, at]).filter(([name]) => name == "BR");
  editor.GetCurrentEditor().selection.collapse(body, breaks[1][1] + 1);
} else {
  editor.GetCurrentEditor().beginningOfDocument();
}
const typed = editor.GetCurrentEditor();
typed.insertText(line);
typed.insertLineBreak();
typed.insertLineBreak();
"""
)


class Thunderbird:
    """One process with a profile of its own; the account is set up, the folders are known."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self._port = free_port()
        profile = seat.folder / "profile"
        profile.mkdir()
        (profile / "user.js").write_text(
            "".join(
                f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in preferences(seat, self._port)
            )
        )
        self._log = (seat.folder / "thunderbird.log").open("wb")
        self._process: subprocess.Popen[bytes] | None = start(profile, self._log)
        try:
            self._thread = Marionette(self._port, STARTS_WITHIN)
            self._set_up()
        except BaseException:
            self.quit()
            raise

    def send(self) -> None:
        self.open()
        self._send()

    def edit_and_send(self, line: str) -> None:
        self.open()
        self._run(TYPE, line, True)
        self._send()

    def edit_and_save(self, line: str) -> None:
        self.open()
        known = self._run(COMPOSE + "return editor.gMsgCompose.compFields.draftId")
        self._run(TYPE, line, True)
        self._command("cmd_saveAsDraft")
        until("the draft to be saved", lambda: self._run(SAVED, known))
        self.leave()

    def delete(self) -> None:
        self._show("Drafts")
        self._run(MAIN + 'pane().commandController.doCommand("cmd_delete")')
        until("the row to vanish", lambda: self._run(MAIN + 'return headers("Drafts").length == 0'))

    def look(self) -> None:
        self._show("Drafts")
        self._run(MAIN + 'pane().displayFolder(folder("INBOX").URI)')

    def open(self) -> None:
        self._show("Drafts")
        self._run(MAIN + 'pane().commandController.doCommand("cmd_editDraftMsg")')
        until("the editor", lambda: self._run(READY))

    def leave(self) -> None:
        self._command("cmd_close")
        until("the editor to close", self._closed)

    def answer_by_hand(self, folder: str, message_id: str, line: str) -> None:
        self._show(folder, message_id.strip("<>"))
        self._run(MAIN + 'pane().commandController.doCommand("cmd_reply")')
        until("the editor", lambda: self._run(READY))
        self._run(TYPE, line, False)
        self._send()

    def quit(self) -> None:
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(timeout=10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=10)
        self._process = None
        self._log.close()
        if hasattr(self, "_thread"):
            self._thread.close()

    def _set_up(self) -> None:
        window = 'return !!Services.wm.getMostRecentWindow("mail:3pane")'
        until("the main window", lambda: self._run(window), STARTS_WITHIN)
        self._run(MAIN + "server.password = arguments[0]", self.seat.password)
        known = (
            'server.performExpand(null); return ["Drafts", "Sent", "Trash", "INBOX"].every(n => folder(n))'
        )
        until("the folders", lambda: self._run(MAIN + known))

    def _show(self, name: str, message_id: str = "") -> None:
        """Select a message, the only one unless it is named, and wait until it is shown."""
        self._run(MAIN + "folder(arguments[0]).updateFolder(null)", name)
        listed = MAIN + "return headers(arguments[0]).map(h => h.messageId)"
        wanted = until(
            f"mail in {name}",
            lambda: next((i for i in self._run(listed, name) if message_id in ("", i)), None),
        )
        self._run(MAIN + "pane().displayFolder(folder(arguments[0]).URI)", name)
        choose = """
        const view = pane().gDBView, wanted = headers(arguments[0]).find(h => h.messageId == arguments[1]);
        if (!view || pane().gFolder != folder(arguments[0]) || !wanted) return false;
        const at = view.findIndexOfMsgHdr(wanted, true);
        if (at > 1e6) return false;
        pane().threadTree.selectedIndex = at;
        return true;
        """
        until("the message in the list", lambda: self._run(MAIN + choose, name, wanted))
        until("the message", lambda: self._run(SHOWN, wanted))

    def _send(self) -> None:
        self._command("cmd_sendNow")
        until("the editor to close", self._closed)

    def _command(self, name: str) -> None:
        """Set off, and not waited for: a command may open a dialog that Marionette would wait behind."""
        self._run(COMPOSE + "editor.setTimeout(() => editor.goDoCommand(arguments[0]), 0)", name)

    def _closed(self) -> bool:
        return bool(self._run('return [...Services.wm.getEnumerator("msgcompose")].length == 0'))

    def _run(self, script: str, *arguments: Any) -> Any:
        return self._thread.run(script, *arguments)


def start(profile: Path, log: Any) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(profile.parent),
        "LANG": "C.UTF-8",
        "MOZ_CRASHREPORTER_DISABLE": "1",
        "MOZ_DISABLE_CONTENT_SANDBOX": "1",
    }
    command = ["thunderbird", "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--marionette", "--remote-allow-system-access"]
    return subprocess.Popen(
        command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )


def preferences(seat: Seat, port: int) -> list[tuple[str, str | int | bool]]:
    """One account with one identity; everything else a new profile would ask or fetch is switched off."""
    home = f"imap://{quote(seat.user)}@{HOST}"
    account: dict[str, str | int | bool] = {
        "mail.accountmanager.accounts": "account1,account2",
        "mail.accountmanager.defaultaccount": "account1",
        "mail.accountmanager.localfoldersserver": "server2",
        "mail.account.account1.identities": "id1",
        "mail.account.account1.server": "server1",
        "mail.account.account2.server": "server2",
        "mail.account.lastKey": 2,
        "mail.server.server1.type": "imap",
        "mail.server.server1.hostname": HOST,
        "mail.server.server1.port": seat.imap_port,
        "mail.server.server1.userName": seat.user,
        "mail.server.server1.name": seat.user,
        "mail.server.server1.socketType": 0,
        "mail.server.server1.authMethod": 3,
        "mail.server.server1.login_at_startup": False,
        "mail.server.server1.using_subscription": False,
        "mail.server.server2.type": "none",
        "mail.server.server2.hostname": "Local Folders",
        "mail.server.server2.userName": "nobody",
        "mail.server.server2.name": "Local Folders",
        "mail.identity.id1.fullName": seat.name,
        "mail.identity.id1.useremail": seat.address,
        "mail.identity.id1.reply_on_top": 1,
        "mail.identity.id1.smtpServer": "smtp1",
        "mail.identity.id1.valid": True,
        "mail.identity.id1.fcc": True,
        "mail.identity.id1.fcc_folder": f"{home}/Sent",
        "mail.identity.id1.fcc_folder_picker_mode": "0",
        "mail.identity.id1.draft_folder": f"{home}/Drafts",
        "mail.identity.id1.drafts_folder_picker_mode": "0",
        "mail.smtpservers": "smtp1",
        "mail.smtp.defaultserver": "smtp1",
        "mail.smtpserver.smtp1.hostname": HOST,
        "mail.smtpserver.smtp1.port": seat.smtp_port,
        "mail.smtpserver.smtp1.authMethod": 1,
        "mail.smtpserver.smtp1.try_ssl": 0,
        "mail.smtpserver.smtp1.username": "",
        "marionette.port": port,
    }
    return [*account.items(), *QUIET.items()]


QUIET: dict[str, str | int | bool] = {
    "app.donation.eoy.version.viewed": 999,
    "app.update.auto": False,
    "app.update.enabled": False,
    "calendar.timezone.useSystemTimezone": True,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "extensions.update.enabled": False,
    "mail.chat.enabled": False,
    "mail.compose.attachment_reminder": False,
    "mail.e2ee.enabled": False,
    "mail.inappnotifications.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.spellcheck.inline": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    # Whatever else speaks HTTP meets a closed door on this machine.
    "network.proxy.type": 1,
    "network.proxy.http": HOST,
    "network.proxy.http_port": 9,
    "network.proxy.ssl": HOST,
    "network.proxy.ssl_port": 9,
    "security.sandbox.content.level": 0,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}
