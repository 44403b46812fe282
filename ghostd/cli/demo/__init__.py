"""The main job as a story: ghostd at work in an invented mailbox on a server of its own."""
