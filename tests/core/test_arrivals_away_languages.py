"""The day of return, as automatic answers tell it in nine languages; every text is invented.

All were sent on Monday, 3 August 2026; the absence ends on Friday the 14th, or the writer is back that day.
"""

from __future__ import annotations

from datetime import date

import pytest

from ghostd.core.arrivals.away import LONGEST, away_in_text

SENT = date(2026, 8, 3)
FRIDAY, SATURDAY, MONDAY = date(2026, 8, 14), date(2026, 8, 15), date(2026, 8, 17)

UNTIL = {
    "en": [
        "I am out of the office until 14 August.",
        "I am away until August 14th, 2026.",
        "I will be on leave from 3 to 14 August.",
        "I am on holiday from August 3 to August 14 and will not read mail.",
        "We are closed August 3-14.",
        "We are closed 3-14 August 2026.",
        "I'm out of the office between 3 and 14 August.",
        "On annual leave until the 14th inclusive.",
        "I am out until Friday 14th.",
        "I'm away through 2026-08-14.",
        "I am away until 14/08/2026.",
        "I am away from 08/03/2026 through 08/14/2026.",
    ],
    "es": [
        "Estaré fuera de la oficina hasta el 14 de agosto.",
        "Estoy de vacaciones hasta el viernes 14 de agosto de 2026.",
        "Estaré ausente del 3 al 14 de agosto.",
        "Estaré de vacaciones desde el 3 hasta el 14 de agosto, ambos inclusive.",
        "Estaré fuera entre el 3 y el 14 de agosto.",
        "Estoy de vacaciones hasta el día 14.",
        "Estoy ausente hasta el 14/08/2026.",
    ],
    "de": [
        "Ich bin bis zum 14. August nicht im Büro.",
        "Ich bin vom 3. bis 14. August im Urlaub.",
        "Ich bin vom 3. August bis einschließlich 14. August abwesend.",
        "Ich bin vom 03.08. bis 14.08.2026 nicht erreichbar.",
        "Betriebsferien 03.08.-14.08.2026, Urlaub für alle.",
        "Im Urlaub zwischen dem 3. und dem 14. August.",
        "Ich bin bis Freitag, den 14. August 2026, außer Haus.",
        "Ich bin bis einschl. 14.8. im Urlaub.",
        "Ich bin bis zum 14. im Urlaub.",
        "Abwesend bis 14.08.26",
    ],
    "fr": [
        "Je suis absent jusqu'au 14 août.",
        "Je suis en congés jusqu’au vendredi 14 août 2026 inclus.",
        "Je suis en congé du 3 au 14 août.",
        "Je serai absente entre le 3 et le 14 août.",
        "Nos bureaux sont fermés pour congés du 3 août au 14 août 2026.",
        "Absent jusqu'au 14/08/2026 inclus.",
        "Je suis absente jusqu'au 14.",
    ],
    "pt": [
        "Estou ausente até 14 de agosto.",
        "Estarei de férias até ao dia 14 de agosto de 2026.",
        "Estarei de férias de 3 a 14 de agosto.",
        "Estarei fora do escritório entre 3 e 14 de agosto.",
        "Estou de férias até sexta-feira, 14 de agosto.",
        "Ausente até 14/08/2026.",
    ],
    "it": [
        "Sono assente fino al 14 agosto.",
        "Sarò in ferie dal 3 al 14 agosto.",
        "Sono fuori ufficio fino a venerdì 14 agosto 2026.",
        "Sarò assente dal 3 agosto al 14 agosto compreso.",
        "Sono in ferie tra il 3 e il 14 agosto.",
        "Assente fino al 14/08/2026.",
        "Sono assente fino al 14.",
    ],
    "nl": [
        "Ik ben afwezig tot en met 14 augustus.",
        "Ik ben met vakantie van 3 t/m 14 augustus.",
        "Ik ben tot vrijdag 14 augustus 2026 niet op kantoor.",
        "Ik heb vakantie van 3 tot en met 14 augustus.",
        "Ik ben afwezig tussen 3 en 14 augustus.",
        "Afwezig tot 14-08-2026.",
    ],
    "pl": [
        "Jestem nieobecny do 14 sierpnia.",
        "Przebywam na urlopie od 3 do 14 sierpnia 2026.",
        "Jestem na urlopie do dnia 14 sierpnia włącznie.",
        "Jestem na urlopie do piątku 14 sierpnia.",
        "Urlop 03.08-14.08.2026",
        "Jestem nieobecna do 14.08.2026.",
    ],
    "sv": [
        "Jag är ledig till och med 14 augusti.",
        "Jag har semester från 3 till 14 augusti.",
        "Jag är på semester t.o.m. fredag 14 augusti 2026.",
        "Jag är borta mellan den 3 och den 14 augusti.",
        "Frånvarande till 2026-08-14.",
    ],
}

BACK = {
    "en": [
        "I will be back on 14 August.",
        "I'm away and will be back on Friday 14th.",
        "I am back in the office on August 14th.",
        "I'll be returning to work on Friday, August 14.",
        "Back on the 14th.",
        "I will return on Fri 14 Aug 2026.",
        "On 14 August I'll be back.",
        "From 14 August I am available again.",
    ],
    "es": [
        "Estaré de vuelta el 14 de agosto.",
        "Volveré el viernes 14 de agosto.",
        "Me reincorporaré el día 14 de agosto.",
        "Estaré disponible de nuevo a partir del 14 de agosto.",
        "Regreso el 14.",
    ],
    "de": [
        "Ich bin am 14. August wieder im Büro.",
        "Ab dem 14. August bin ich wieder erreichbar.",
        "Ich bin wieder ab 14.08.2026 für Sie da.",
        "Ich bin am Freitag, den 14. August, zurück.",
        "Zurück am 14.8.",
        "Ich bin erst ab dem 14. August wieder zu erreichen.",
    ],
    "fr": [
        "Je serai de retour le 14 août.",
        "Je serai de retour au bureau le vendredi 14 août 2026.",
        "Je serai de nouveau joignable à partir du 14 août.",
        "De retour le 14.",
    ],
    "pt": [
        "Estarei de volta no dia 14 de agosto.",
        "Regresso a 14 de agosto.",
        "Retornarei em 14 de agosto de 2026.",
        "Estarei novamente disponível a partir de 14 de agosto.",
        "Volto na sexta-feira: estarei de volta dia 14.",
    ],
    "it": [
        "Sarò di ritorno il 14 agosto.",
        "Rientro venerdì 14 agosto.",
        "Rientrerò in ufficio il 14 agosto 2026.",
        "Sarò di nuovo disponibile a partire dal 14 agosto.",
        "Torno il 14.",
    ],
    "nl": [
        "Ik ben op 14 augustus weer op kantoor.",
        "Vanaf 14 augustus ben ik weer bereikbaar.",
        "Ik ben terug op vrijdag 14 augustus.",
        "Terug op 14 augustus 2026.",
    ],
    "pl": [
        "Wracam 14 sierpnia.",
        "Wrócę do biura 14 sierpnia 2026.",
        "Będę ponownie dostępny od 14 sierpnia.",
        "Będę w biurze od piątku 14 sierpnia.",
    ],
    "sv": [
        "Jag är tillbaka den 14 augusti.",
        "Åter på kontoret fredag 14 augusti 2026.",
        "Jag är tillgänglig igen från och med den 14 augusti.",
        "Jag är åter den 14.",
    ],
}

STARTS = {
    "en": "I will be away from 14 August.",
    "es": "A partir del 14 de agosto estaré de vacaciones.",
    "de": "Ab dem 14. August bin ich im Urlaub.",
    "fr": "Je serai en congés à partir du 14 août.",
    "pt": "Estarei de férias a partir de 14 de agosto.",
    "it": "Sarò in ferie dal 14 agosto.",
    "nl": "Vanaf 14 augustus heb ik vakantie.",
    "pl": "Od 14 sierpnia jestem na urlopie.",
    "sv": "Jag har semester från 14 augusti.",
}

EITHER_ORDER = {
    "en": "I am away until 03/04.",
    "es": "Estaré fuera hasta el 03/04.",
    "de": "Ich bin abwesend bis 03/04.",
    "fr": "Absent jusqu'au 03/04/2027.",
    "pt": "Ausente até 03/04.",
    "it": "Assente fino al 03/04/2027.",
    "nl": "Afwezig tot 03-04-2027.",
    "pl": "Nieobecny do 03/04.",
    "sv": "Borta till 03/04.",
}


def flat(table: dict[str, list[str]]) -> list[object]:
    return [
        pytest.param(text, id=f"{language}_{number}")
        for language, texts in table.items()
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize("text", flat(UNTIL))
def test_the_last_day_of_an_absence_counts_as_away(text: str) -> None:
    assert away_in_text(text, SENT) == SATURDAY


@pytest.mark.parametrize("text", flat(BACK))
def test_the_day_of_return_is_told(text: str) -> None:
    assert away_in_text(text, SENT) == FRIDAY


@pytest.mark.parametrize("text", STARTS.values(), ids=STARTS.keys())
def test_the_start_of_an_absence_is_not_its_end(text: str) -> None:
    assert away_in_text(text, SENT) is None


@pytest.mark.parametrize("text", EITHER_ORDER.values(), ids=EITHER_ORDER.keys())
def test_a_date_that_is_another_elsewhere_is_refused(text: str) -> None:
    assert away_in_text(text, date(2027, 1, 4)) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I am away until 14 August. I will be back on Monday 17 August.", id="en"),
        pytest.param("Estaré fuera hasta el 14 de agosto. Me reincorporo el lunes 17 de agosto.", id="es"),
        pytest.param(
            "Ich bin bis 14. August im Urlaub und ab 17. August wieder für Sie da.", id="de_one_sentence"
        ),
        pytest.param("Ich bin bis 14.8. weg. Am Montag, den 17. August, bin ich zurück.", id="de"),
        pytest.param("Absent jusqu'au 14 août. De retour le lundi 17 août.", id="fr"),
    ],
)
def test_the_day_of_return_goes_before_the_last_day(text: str) -> None:
    assert away_in_text(text, SENT) == MONDAY


REFUSED = [
    ("wrong_weekday", "I am back on Monday, 14 August."),
    ("wrong_weekday_de", "Ich bin am Montag, den 14. August, wieder da."),
    ("hour", "I am away until 14:00."),
    ("hour_de", "Ich bin bis 14 Uhr außer Haus."),
    ("hour_es", "Estaré fuera hasta las 14."),
    ("hour_fr", "Absent jusqu'à 14 h."),
    ("pm", "I am out until 3 pm."),
    ("bare_number", "I am out until 14"),
    ("days", "I will be away for 14 days."),
    ("phone", "I am away, call me back on 0171 1234567."),
    ("percent", "Until 14 % are done I am away."),
    ("past", "I was away until 14 July 2026."),
    ("old_text", "I am away until 14 July."),
    ("too_far", "I am away until 14 August 2028."),
    ("no_day", "I am away until August."),
    ("no_such_day", "I am away until 31 September."),
    ("weekday_only", "I will be back on Monday."),
    ("order", "Your order of 14 August has been received."),
    ("version", "Version 14.8.1 is out."),
    ("next_month", "I am away until the 14th of next month."),
    ("somebody_else", "The fair of 14 August was great."),
]


@pytest.mark.parametrize("text", [r[1] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_no_clear_date_is_refused(text: str) -> None:
    assert away_in_text(text, SENT) is None


def test_a_year_ahead_is_the_furthest() -> None:
    assert away_in_text("On parental leave until 2 August 2027.", SENT) == date(2027, 8, 3)
    assert date(2027, 8, 3) <= SENT + LONGEST
    assert away_in_text("On parental leave until 14 August 2027.", SENT) is None


def test_a_date_without_a_year_is_the_next_one() -> None:
    assert away_in_text("I am away until 6 January.", date(2026, 12, 21)) == date(2027, 1, 7)
    assert away_in_text("I am back on the 6th.", date(2026, 12, 21)) == date(2027, 1, 6)


@pytest.mark.parametrize(
    "piece", ["until ", "bis 1. ", "3-", "14 august ", "from 3 to ", "until the ", "1 1 1 "]
)
def test_a_hostile_text_comes_to_an_end(piece: str) -> None:
    away_in_text(piece * 20_000, SENT)
