"""The two roots of everything ghostd raises: what the operator can mend, and what is our own fault."""

from __future__ import annotations


class OperatorError(Exception):
    """The operator can mend this: one line that says what is wrong, where, and what to do.

    `exit_code` is what a command ends with when nothing catches it (sysexits.h where one fits).
    """

    exit_code = 1


class ConfigError(OperatorError):
    """The configuration is wrong; the text lists every problem with file, line, key and cure."""

    exit_code = 78


class Unavailable(OperatorError):
    """Something outside is out of order for now (network, server, disk); trying again later may work."""

    exit_code = 75


class PasswordWithheld(Unavailable):
    """What keeps the password does not give it now: a vault that is down, a keyring that is locked."""


class Declined(Unavailable):
    """The server is there and says no to this one thing; what else is asked of it may well work."""


class LedgerDamaged(OperatorError):
    """The ledger's file cannot be read any more, or not all of it."""


class LoginRefused(OperatorError):
    """The server refuses these credentials for good; trying again with the same ones will not help."""

    exit_code = 77


class Bug(Exception):
    """An invariant of ours does not hold. The state is left as it was before."""

    exit_code = 3
