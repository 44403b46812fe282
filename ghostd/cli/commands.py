"""The commands there are: where each lives, and what it is for. Imported by need, so that all start fast."""

from __future__ import annotations

COMMANDS = {
    "once": ("ghostd.cli.once", "Look at every mailbox once and do what is due."),
    "run": ("ghostd.cli.run", "Watch the mailboxes until stopped (the daemon)."),
    "plan": ("ghostd.cli.plan", "Say what would happen now; nothing is written."),
    "status": ("ghostd.cli.status", "Where every client stands."),
    "show": ("ghostd.cli.show", "Everything about one client, with the reasons."),
    "report": ("ghostd.cli.report", "What past silences teach, and what is open."),
    "dossier": ("ghostd.cli.dossier", "Everything with one client, as a folder of files."),
    "check": ("ghostd.cli.check", "Check the configuration and the templates."),
    "playbook": ("ghostd.cli.playbook", "The playbooks there are, to read and to copy."),
    "open": ("ghostd.cli.orders", "Open a playbook for a client now."),
    "goal": ("ghostd.cli.orders", "Choose what a client's case is to reach."),
    "pause": ("ghostd.cli.orders", "Leave a client alone for a while."),
    "resume": ("ghostd.cli.orders", "End a client's pause."),
    "close": ("ghostd.cli.orders", "Close a client's case."),
    "forget": ("ghostd.cli.forget", "Remove what is remembered about a client."),
    "classify": ("ghostd.cli.classify", "Say what kind of mail each file holds."),
    "replay": ("ghostd.cli.replay.command", "What ghostd would have done in the past, at several settings."),
    "install-service": ("ghostd.cli.install_service", "The units for systemd, to read or to put into place."),
    "demo": ("ghostd.cli.tell", "The main job as a story, with a mailbox of its own."),
}
