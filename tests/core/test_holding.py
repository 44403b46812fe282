"""Answers that only put off, and the day they name."""

from __future__ import annotations

from datetime import date

import pytest

from ghostd.core.gaps.asking import wording

WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "puts_off", "day"),
    [
        ("Thanks Ana, I'll get back to you next week.", True, "2026-03-13"),
        ("I will let you know by Friday.", True, "2026-03-06"),
        ("Let me check with my boss.", True, None),
        ("Bear with us, we need some more time.", True, None),
        ("You'll have the signed copy on Monday.", False, "2026-03-09"),
        ("I'll send you the texts tomorrow.", False, "2026-03-05"),
        ("I will pay the invoice by the end of the week.", False, "2026-03-06"),
        ("I'll call you today.", False, "2026-03-04"),
        ("We will sign on Wednesday.", False, "2026-03-11"),
        ("The second sketch is the one we want. Thanks!", False, None),
        ("On Monday we met and liked it.", False, None),
        ("Gracias, Ana. Te digo algo la semana que viene.", True, "2026-03-13"),
        ("Lo consulto y te aviso el viernes.", True, "2026-03-06"),
        ("Dame unos días, por favor.", True, None),
        ("Estamos en ello.", True, None),
        ("Te lo envío mañana por la mañana.", False, "2026-03-05"),
        ("Lo tendrás antes del miércoles.", False, "2026-03-11"),
        ("Te paso los textos a finales de semana.", False, "2026-03-06"),
        ("Nos quedamos con la segunda propuesta.", False, None),
        ("Ayer por la mañana te envié el contrato.", False, None),
    ],
)
def test_putting_off(text: str, puts_off: bool, day: str | None) -> None:
    said = wording(text, on=WEDNESDAY)
    assert (said.puts_off, said.promised) == (puts_off, date.fromisoformat(day) if day else None)


def test_what_is_quoted_puts_off_nobody() -> None:
    text = "Perfect.\n\nOn 3 March Ana wrote:\n> I'll get back to you on Friday.\n"
    assert wording(text, on=WEDNESDAY).promised is None
    assert not wording(text, on=WEDNESDAY).puts_off


def test_without_a_day_nothing_is_promised() -> None:
    assert wording("I'll send it tomorrow.").promised is None


@pytest.mark.parametrize("piece", ["i'll ", "te lo ", "we will " * 3, "next ", "la semana "])
def test_long_nonsense_is_read_at_once(piece: str) -> None:
    assert wording(piece * 50_000, on=WEDNESDAY).words > 0
