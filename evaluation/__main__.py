"""`python -m evaluation`: replays the real mailboxes, where they are at hand, and the synthetic ones; prints
the table; exits with 1 when a goal is lost on the synthetic part."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from evaluation.report import Part, part_json, print_part
from evaluation.walks import real, synthetic

SEEDS = (1, 2, 3, 4, 5, 6)
LEGEND = (
    "✓ met, ≈ missed by less than two standard errors, ✗ lost; no mark: fewer than 200 answered turns, or no "
    "goal for a single mailbox. prototype: measurement.md, 15 other mailboxes. BD: business days."
)


def arguments() -> Namespace:
    parser = ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument(
        "--seeds",
        type=int,
        nargs="*",
        default=SEEDS,
        metavar="N",
        help="the synthetic mailboxes; none: without",
    )
    parser.add_argument(
        "--owners",
        type=Path,
        metavar="DIR",
        help="a folder with owners.json; default: owners in the shared mail",
    )
    return parser.parse_args()


def owners_folder(given: Path | None) -> Path:
    """The folder named, else that of the mail shared with the project's tests."""
    corpus = os.environ.get("GHOSTD_MAIL_CORPUS", str(Path(__file__).parents[2] / "shared" / "mail"))
    return given or Path(corpus) / "owners"


def parts(folder: Path, seeds: Sequence[int]) -> tuple[Part | None, Part | None]:
    """The real mailboxes and the synthetic ones; None where there are none."""
    with TemporaryDirectory(prefix="ghostd-evaluation-") as name:
        scratch = Path(name)
        mailboxes = real(folder, scratch) if (folder / "owners.json").is_file() else []
        made = [synthetic(seed, scratch) for seed in seeds]
        return (
            Part.of("Real mailboxes", mailboxes) if mailboxes else None,
            Part.of("Synthetic mailboxes", made) if made else None,
        )


def main() -> int:
    chosen = arguments()
    folder = owners_folder(chosen.owners)
    found, made = parts(folder, chosen.seeds)
    lost = made.lost if made else []
    if chosen.json:
        print(
            json.dumps({"real": found and part_json(found), "synthetic": made and part_json(made)}, indent=2)
        )
        return 1 if lost else 0
    out = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    if found:
        print_part(found, out)
    else:
        out.print(
            f"No real mailboxes: there is no owners.json in {folder}. The synthetic ones are measured alone."
        )
    if made:
        print_part(made, out)
    out.print(f"\n{LEGEND}")
    out.print("Lost on synthetic mail: " + ", ".join(lost) if lost else "No goal is lost on synthetic mail.")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
