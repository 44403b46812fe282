"""What the service could do if it were taken over: tried from within its sandbox, not read off its unit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from machine import Machine
from service import SOON, Service

PROBE = Path(__file__).with_name("probe.py")
ITS_OWN = {"/tmp", "/var/tmp"}
"""Private, and gone when it stops; a test below looks."""


def command(service: Service) -> list[str]:
    arguments = [service.config, f"/srv/mail/{service.user}", service.state]
    return ["/usr/bin/python3", "/usr/local/lib/probe.py", *arguments]


def probed(service: Service) -> dict[str, Any]:
    """The report of the probe, which runs before ghostd in the same unit, so that the same confines it."""
    machine = service.machine
    machine.write("/usr/local/lib/probe.py", PROBE.read_text())
    machine.write("/home/ana/secret", "hers")
    service.drop_in(f"{SOON}\nExecStartPre={' '.join(command(service))}")
    service.silence()
    service.start()
    return report(service)


def report(service: Service) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(service.machine.run("cat", f"{service.state}/probe.json"))
    return found


def test_it_writes_nowhere_but_into_its_state(service: Service) -> None:
    found = probed(service)
    places = set(found["writable"])
    assert service.state in places
    assert {place for place in places if not place.startswith(service.state)} <= ITS_OWN


def test_what_it_writes_into_tmp__nobody_else_sees(service: Service) -> None:
    service.drop_in(f"{SOON}\nExecStartPre=/usr/bin/touch /tmp/mark /var/tmp/mark")
    service.start()
    assert service.machine.run("find", "/tmp", "/var/tmp", "-maxdepth", "1", "-name", "mark") == ""
    service.systemctl("stop")
    assert service.machine.run("find", "/tmp", "/var/tmp", "-name", "mark") == ""


def test_it_can_do_nothing_else(service: Service) -> None:
    found = probed(service)
    assert {name: said for name, said in found["tried"].items() if said == "done"} == {}
    assert found["credentials"] == [service.unit]
    # Itself alone: neither process 1 nor anybody's.
    assert found["processes"] == [found["itself"]]


def test_without_the_sandbox__the_same_probe_gets_further(service: Service) -> None:
    probed(service)
    service.machine.run("runuser", "-u", "ghostd", "--", *command(service))
    found = report(service)
    done = {name for name, said in found["tried"].items() if said == "done"}
    assert done >= {"see into homes", "change the network", "write memory and run it", "make a setuid file"}
    assert {"/dev/shm", "/run/lock"} <= set(found["writable"])
    assert len(found["processes"]) > 1


def test_instances__work_side_by_side_and_see_nothing_of_each_other(machine: Machine) -> None:
    one, other = Service(machine, "acme").furnish(), Service(machine, "lumen").furnish()
    try:
        one.start()
        found = probed(other)
        assert found["state"] == ["lumen"]
        assert found["credentials"] == ["ghostd@lumen.service"]
        assert {place for place in found["writable"] if not place.startswith(other.state)} <= ITS_OWN
        assert {name for name, said in found["tried"].items() if said == "done"} == set()
        for each in (one, other):
            each.watching()
            assert each.client()["name"] == "Acme"
            assert machine.path(f"{each.state}/main.sqlite3").is_file()
    finally:
        one.clear()
        other.clear()
