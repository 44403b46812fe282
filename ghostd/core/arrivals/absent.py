"""What automatic replies say before and after a date, in the languages that ghostd knows; folded.

`UNTIL` names the last day of an absence, `BACK` the first day after it. What only says where an absence
begins is `START`; with one of `AGAIN` in the same sentence it, too, tells a return ("ab 14. August wieder").
"""

from __future__ import annotations

import re


def _any(phrases: str) -> str:
    """An expression for any of the comma-separated phrases, the longest first."""
    found = sorted((" ".join(phrase.split()) for phrase in phrases.split(",")), key=len, reverse=True)
    return "|".join(map(re.escape, found))


_UNTIL = _any(
    """until, till, til, through, thru, up to, up until, until end of,
    bis, bis zum, bis einschliesslich, bis einschliesslich dem, bis einschliesslich zum, bis einschl.,
    bis und mit, bis inkl., bis inklusive,
    hasta, hasta el, hasta el dia, hasta este, hasta el proximo,
    jusqu'au, jusqu’au, jusqu'a, jusqu'au soir du,
    ate, ate o dia, ate ao dia, ate dia, ate ao, ate a, fino al, fino a, sino al, sino a, fino al giorno,
    tot, tot en met, t/m, tot aan, do, do dnia, az do, wlacznie do, till och med, t.o.m., tom,
    t o m, fram till"""
)
_BACK = _any(
    """back, back on, back in office on, back in the office, back in the office on, back in my office on,
    back at work on, back at my desk on, back to work on, back to the office on,
    returning, returning on, returning to the office on, returning to work on, return on, returns on, return,
    return to office on, return to the office on, return to work on, available again on,
    available again from, reachable again from, in the office again on, in the office again from,
    wieder am, wieder ab, wieder ab dem, wieder da am, wieder da ab, wieder erreichbar ab,
    wieder erreichbar am, wieder im buro ab, wieder im buro am, wieder im haus ab, wieder im haus am,
    wieder fur sie da ab, wieder fur sie da am, wieder an meinem arbeitsplatz ab, ruckkehr am, ruckkehr,
    zuruck am, zuruck ab, zuruck, zuruck ab dem,
    de vuelta el, de vuelta el dia, de regreso el, regreso el, regreso el dia, vuelvo el, vuelvo el dia,
    volvere el, volvere el dia, regresare el, regresare el dia, me reincorporo el, me reincorporare el,
    reincorporacion el, de nuevo el, de nuevo disponible el, de vuelta en la oficina el,
    de retour le, retour le, de retour a partir du, de retour des le, de retour au bureau le,
    de retour au bureau a partir du, je reviens le, je rentre le, je reprends le, je reviendrai le,
    je rentrerai le, mon retour le, mon retour au bureau le, de nouveau disponible le,
    de volta em, de volta a, de volta no dia, de volta dia, de volta ao escritorio em, regresso a,
    regresso em, regresso no dia, regresso dia, volto em, volto a, volto dia, volto no dia, voltarei em,
    voltarei a, voltarei no dia, voltarei dia, retorno em, retorno dia, retorno no dia, retornarei em,
    retornarei no dia, regressarei a, regressarei em, regressarei no dia, regressarei ao escritorio a,
    torno il, tornero il, rientro il, rientro, rientrero il, rientrero in ufficio il, di ritorno il,
    di nuovo in ufficio il, di nuovo in ufficio dal, in ufficio dal, saro di ritorno il,
    terug op, terug, terug vanaf, weer terug op, weer terug vanaf, weer aanwezig op, weer aanwezig vanaf,
    weer bereikbaar op, weer bereikbaar vanaf, weer op kantoor op, weer op kantoor vanaf, terug op kantoor op,
    wracam, wroce, powrot, powrot dnia, wracam dnia, wroce dnia, wracam do biura, wroce do biura,
    ponownie od, ponownie dostepny od, ponownie dostepna od, z powrotem, z powrotem od, bede z powrotem,
    bede dostepny od, bede dostepna od, bede od, bede w biurze od,
    tillbaka, tillbaka den, tillbaka igen, tillbaka igen den, ater, ater den, ater pa plats den,
    tillbaka pa kontoret, tillbaka pa kontoret den, ater pa kontoret, ater pa kontoret den,
    tillganglig igen, tillganglig igen den, aterkommer, aterkommer den"""
)
_START = _any(
    """from, as of, starting, starting on, beginning, ab, ab dem, vom, von, a partir del, a partir de,
    a partir do dia, a partir do, desde el, del, a partir du, a compter du, des le, du, a partire dal, dal,
    vanaf, van, met ingang van, od, od dnia, fran, fran den, fran och med, fran och med den"""
)
_RANGE = _any("to, al, au, a, ao")
_BETWEEN = _any("""and, und, y, et, e, en, i, och, y el, et le, e il, e o, och den""")

_ARTICLE = r"(?:(?:the|den|dem|el|el dia|le|il|il giorno|o dia|dia|no dia|dnia|de)\s+)?"
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon montag lunes lun lundi segunda segunda-feira lunedi maandag poniedzialek"
            " poniedzialku mandag"
            " mandagen",
            "tuesday tue tues dienstag martes mardi terca terca-feira martedi dinsdag wtorek wtorku tisdag",
            "wednesday wed mittwoch miercoles mercredi quarta quarta-feira mercoledi woensdag sroda srody"
            " srode"
            " onsdag",
            "thursday thu thur thurs donnerstag jueves jeudi quinta quinta-feira giovedi donderdag czwartek"
            " czwartku torsdag",
            "friday fri freitag viernes vendredi sexta sexta-feira venerdi vrijdag piatek piatku fredag",
            "saturday sat samstag sonnabend sabado samedi sabato zaterdag sobota soboty sobote lordag",
            "sunday sun sonntag domingo dimanche domenica zondag niedziela niedzieli niedziele sondag",
        )
    )
    for name in names.split()
}
_WEEKDAY = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))

LEAD = re.compile(
    rf"(?:(?<![\w])(?:(?P<until>{_UNTIL})|(?P<back>{_BACK})|(?P<start>{_START}))"
    rf"|(?<=[\d.a-z])(?P<range>\s?[-–—]|\s(?:{_RANGE})(?=\s))|(?P<between>\s(?:{_BETWEEN})))"
    rf"\s*:?\s*{_ARTICLE}(?:(?:{_WEEKDAY})\b[.,]?\s+)?{_ARTICLE}$"
)
"""What stands directly before a date."""

WEEKDAY = re.compile(rf"\b({_WEEKDAY})[.,]?\s+{_ARTICLE}$")
"""The weekday before a date."""

BETWEEN = re.compile(r"\b(?:between|zwischen|entre|tra|fra|tussen|pomiedzy|miedzy|mellan)\b")

AGAIN = re.compile(
    r"\b(?:again|back|return\w{0,3}|wieder|zuruck|de vuelta|de nuevo|nuevamente|volvere|regresare|de regreso"
    r"|de retour|de nouveau|a nouveau|de volta|novamente|de novo|di nuovo|nuovamente|di ritorno|rientr\w{1,4}"
    r"|weer|terug|opnieuw|ponownie|znowu|znow|z powrotem|ater|igen|tillbaka)\b"
)
"""That somebody comes back."""

AWAY = re.compile(
    r"\b(?:out of|away|on leave|vacation|holidays?|absent|absence|abwesend|urlaub|ausser haus|nicht im|fuera"
    r"|vacaciones|ausente|conges?|vacances|ferias|fora|ferie|fuori|assente|afwezig|vakantie|nieobecn\w{1,3}"
    r"|urlop\w{0,3}|franvarande|semester|ledig|ooo)\b"
)
"""That somebody is not there."""

AFTER = re.compile(
    r"[,\s]{0,3}(?:\(?(?:inclusive|included|incl\.?|einschliesslich|inklusive|inkl\.?|inclusive"
    r"|incluido|inclus|inclusa?"
    r"|incluso|compreso|wlacznie|inbegrepen)\b\)?)?\s{0,2}(?:bin ich |binnen |i am |i will be "
    r"|i'll be |i shall be )?"
    r"(?P<back>wieder|zuruck|back\b|de vuelta|de retour|di ritorno|de volta|terug|weer\b|z powrotem"
    r"|tillbaka|ater\b)"
)
"""What directly after a date says that it is the day of return."""

OPENING = re.compile(rf"\W*(?:{AWAY.pattern}|(?:{_UNTIL}|{_BACK}|{_START})\s)")
"""How a subject goes on that the absent person wrote, rather than one that was answered."""
