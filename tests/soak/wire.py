"""The line between ghostd and the server, on which at some line or literal something goes wrong."""

from __future__ import annotations

from dataclasses import dataclass

from tests.faults.kinds import Kind
from tests.faults.proxy import Line, Proxy, Unit, passed


@dataclass(slots=True)
class FromOn:
    """The fault at the first unit from this number on that it can befall; `met` is that unit."""

    kind: Kind
    number: int
    met: Unit | None = None

    def __call__(self, line: Line, unit: Unit) -> bool:
        if self.met is not None or unit.number < self.number or not self.kind.befalls(unit):
            return passed(line, unit)
        self.met = unit
        return self.kind.do(line, unit)


class Wire(Proxy):
    """A proxy whose connections last from one pass to the next."""

    def mend(self) -> None:
        """Everything passes again; what has been said is forgotten."""
        self.fault = passed
        with self.lock:
            self.units = []
        self._lines[:] = [line for line in self._lines if any(thread.is_alive() for thread in line.threads)]
        for line in self._lines:
            line.lag = 0.0
