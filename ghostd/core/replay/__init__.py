"""A mailbox's past lived through once more: what each setting would have done, and what came of it.

`settings` says when a silence would have been noticed, `course` when the playbook would have written,
`played` puts both against what really came, `tally` and `reliability` count, `people` tells it client by
client, and `study` is all of it. `lines` is one turn as the turns file holds it.
"""
