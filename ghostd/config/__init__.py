"""The configuration file becomes a `Config`, or one `ConfigError` that names every problem in it.

document   bytes of YAML become plain values with their lines
schema     what may be written (values: its single words; checks: what must agree across the file)
playbooks  the same for playbooks; inheritance: what one takes from another; steps: what can never work
explain    what pydantic found, in the operator's words
load       all of that in turn
build      a Config in the core's words, one account at a time
writing    a playbook as YAML again
secrets    the password, read when it is needed and kept nowhere
"""
