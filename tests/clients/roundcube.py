"""Roundcube: the webmail served by PHP's own server, and a headless Chromium that uses it."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from dovecot import free_port
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.clients.programs import LAST_WORDS
from tests.clients.stack import HOST, Seat
from tests.clients.waiting import until

PROGRAM = Path("/var/lib/roundcube")
SCHEMA = Path("/usr/share/roundcube/SQL/sqlite.initial.sql")
DEFAULTS = ("defaults.inc.php", "mimetypes.php")

CONFIG = """<?php
$config = [
  'db_dsnw' => 'sqlite:///{folder}/roundcube.db?mode=0640',
  'imap_host' => '{host}:{imap_port}',
  'smtp_host' => '{host}:{smtp_port}', 'smtp_user' => '', 'smtp_pass' => '',
  'des_key' => 'twenty-four-characters!!', 'plugins' => [], 'skin' => 'elastic',
  'enable_spellcheck' => false, 'create_default_folders' => true,
  'drafts_mbox' => 'Drafts', 'sent_mbox' => 'Sent', 'trash_mbox' => 'Trash', 'junk_mbox' => 'Junk',
  'mail_domain' => 'example.com', 'log_dir' => '{folder}/', 'temp_dir' => '{folder}/',
  'mime_types' => '{folder}/mimetypes.php',
];
"""

BROWSER = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {HOST}",
    "--window-size=1300,850",
)

ROWS = "#messagelist tbody tr.message"
SHOWN_ROWS = (
    f"return [...document.querySelectorAll('{ROWS}')].filter(row => row.offsetParent !== null).length"
)

PREVIEW = """
const frame = document.getElementById('messagecontframe');
const body = frame && frame.contentDocument && frame.contentDocument.body;
return body ? body.innerText : '';
"""


class RoundcubeServer:
    """Roundcube on a loopback port, with a database of its own."""

    def __init__(self, folder: Path, imap_port: int, smtp_port: int) -> None:
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}/"
        self._database = folder / "roundcube.db"
        config = CONFIG.format(folder=folder, host=HOST, imap_port=imap_port, smtp_port=smtp_port)
        (folder / "config.inc.php").write_text(config)
        for name in DEFAULTS:
            (folder / name).write_bytes((Path("/etc/roundcube") / name).read_bytes())
        with closing(sqlite3.connect(self._database)) as database:
            database.executescript(SCHEMA.read_text())
        self._log = (folder / "php.log").open("wb")
        self._process = subprocess.Popen(
            ["php", "-S", f"{HOST}:{self.port}", "-t", str(PROGRAM)],
            env={"PATH": "/usr/bin:/bin", "ROUNDCUBE_CONFIG_DIR": str(folder)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def know(self, seat: Seat) -> None:
        """The user's one identity, as the owner would have written it into the settings."""
        with closing(sqlite3.connect(self._database, timeout=10)) as database, database:
            database.execute(
                "UPDATE identities SET email = ?, name = ?"
                " WHERE user_id = (SELECT user_id FROM users WHERE username = ?)",
                (seat.address, seat.name, seat.user),
            )

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)
        self._log.close()


class Roundcube:
    """One browser with one tab, logged in."""

    def __init__(self, seat: Seat, server: RoundcubeServer) -> None:
        self.seat, self.server = seat, server
        options = ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        options.unhandled_prompt_behavior = "accept"
        for argument in (*BROWSER, f"--user-data-dir={seat.folder / 'chromium'}"):
            options.add_argument(argument)
        driver = Service("/usr/bin/chromedriver", env={"PATH": "/usr/bin:/bin", "HOME": str(seat.folder)})
        self._browser: Chrome | None = Chrome(options, driver)
        try:
            self._log_in()
        except BaseException:
            self.quit()
            raise

    def send(self) -> None:
        self.open()
        self._send()

    def edit_and_send(self, line: str) -> None:
        self.open()
        self._type(line)
        self._send()

    def edit_and_save(self, line: str) -> None:
        self.open()
        self._type(line)
        known = self._script("return rcmail.env.draft_id")
        self._element("a.save.draft").click()
        until("the draft to be saved", lambda: self._script("return rcmail.env.draft_id") != known)
        self.leave()

    def delete(self) -> None:
        self._preview()
        self._element("a.delete").click()
        until("the row to vanish", lambda: not self._script(SHOWN_ROWS))

    def look(self) -> None:
        self._preview()
        self.leave()

    def open(self) -> None:
        self._go("?_task=mail&_mbox=Drafts")
        ActionChains(self.browser).double_click(self._element(f"{ROWS} td.subject")).perform()
        self._composing()

    def leave(self) -> None:
        self._go("?_task=mail&_mbox=INBOX")

    def answer_by_hand(self, folder: str, message_id: str, line: str) -> None:
        uid = self.seat.account.uid_of(folder, message_id)
        self._go(f"?_task=mail&_mbox={folder}&_uid={uid}&_action=show")
        self._element("a.reply").click()
        self._composing()
        self._type(line, under=0)
        self._send()

    def quit(self) -> None:
        if self._browser is not None:
            self._browser.quit()
            self._browser = None

    @property
    def browser(self) -> Chrome:
        assert self._browser is not None
        return self._browser

    def _log_in(self) -> None:
        until("Roundcube to serve its login page", self._served)
        self._element("#rcmloginuser").send_keys(self.seat.user)
        self._element("#rcmloginpwd").send_keys(self.seat.password)
        self._element("#rcmloginsubmit").click()
        self._element("#mailboxlist")
        self.server.know(self.seat)

    def _served(self) -> bool:
        try:
            self.browser.get(self.server.url)
        except WebDriverException:  # the browser's own error page: the server is not there yet
            return False
        return bool(self.browser.find_elements(By.ID, "rcmloginuser"))

    def _go(self, query: str) -> None:
        self.browser.get(self.server.url + query)
        self._idle()

    def _preview(self) -> None:
        self._go("?_task=mail&_mbox=Drafts")
        self._element(f"{ROWS} td.subject").click()
        until("the preview", self._previewed)

    def _previewed(self) -> bool:
        return LAST_WORDS in str(self._script(PREVIEW))

    def _composing(self) -> None:
        until("the editor", lambda: self._script("return window.rcmail && rcmail.env.action") == "compose")
        self._idle()
        until("the text", lambda: self._script("return document.getElementById('composebody').value"))

    def _type(self, line: str, under: int = 2) -> None:
        body = self._element("#composebody")
        keys = ActionChains(self.browser).click(body)
        keys = keys.key_down(Keys.CONTROL).send_keys(Keys.HOME).key_up(Keys.CONTROL)
        keys.send_keys(Keys.ARROW_DOWN * under, line, Keys.ENTER, Keys.ENTER).perform()
        until("what was typed", lambda: line in self._script("return arguments[0].value", body))

    def _send(self) -> None:
        self._element("button.send").click()
        until("the editor to close", lambda: self._script("return rcmail.env.action") != "compose")

    def _idle(self) -> None:
        ready = "return document.readyState === 'complete' && !!window.rcmail && !rcmail.busy"
        until("Roundcube to be ready", lambda: self._script(ready))

    def _element(self, selector: str) -> WebElement:
        def shown() -> WebElement | None:
            found = self.browser.find_elements(By.CSS_SELECTOR, selector)
            try:
                return next((element for element in found if element.is_displayed()), None)
            except StaleElementReferenceException:  # the page was drawn anew just then
                return None

        return until(f"{selector} on the page", shown)

    def _script(self, code: str, *arguments: Any) -> Any:
        return self.browser.execute_script(code, *arguments)
