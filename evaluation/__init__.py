"""`make eval`: ghostd's replay held against the goals, beside other rules on the same turns in the same run.

`people`, `story`, `letters` and `generator` make mailboxes whose truth is known. `walks` replays them, and
real ones, into turns files; `turns` reads those back. `metrics` measures them, and the `baselines`, which are
made of `past` and `rules`; `rows` and `goals` say what is wanted, `report` prints it. ghostd imports nothing
of this.
"""
