"""ghostd watches mailboxes for clients who went silent, and drafts the follow-up. It never sends mail.

Mail in              core.arrivals       header bytes become Messages, and what kind each is
conversations        core.conversations  Messages become threads with one client; whose turn is it?
gaps and silence     core.gaps           the open gap against this client's own habit
decision             core.playbook       a case, one step at a time, each with its reason
draft out            core.replies        the follow-up as a threaded reply, and notices to the owner
approval observed    core.review         what became of the draft, read from the mailbox alone
"""

__version__ = "0.1.0"
