"""The phrases by which a mail accuses, presses, orders or threatens; English and Spanish.

A line is a regular expression, searched as whole words in lower case without accents; a blank stands for any
white space. What belongs here is what the reader hears as being about them: "no answer has reached me" is
about the writer. What is as often gentle as not ("a reminder", "if you need to") is left alone.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """What words do to their reader, and what to do about it."""

    what: str
    cure: str


REPROACH = Kind("reads as a reproach", 'say how it is on your side, as in "no answer has reached me"')
PRESSING = Kind("presses", "leave the client time, or name a date and what you will do then")
ORDER = Kind("orders", "ask for it, or say what you will do yourself")
THREAT = Kind("threatens", "say calmly what you will do and when, or leave it out")

_ENGLISH = {
    REPROACH: r"""
you(?:'ve| have| had)? (?:(?:still|again) )?(?:failed|neglected|refused) to
you(?:'ve| have| had) still (?:not|never)(?: even| once)* DONE
you (?:still )?(?:haven't|have not|hadn't|have yet to|have never|never)(?: even| yet| once)* DONE
you (?:still )?(?:didn't|did not)(?: even| once)* DONE
you(?:'ve| have| had| are|'re| keep)? ignor(?:ed|ing)|you(?:'ve| have| had)? (?:forgot|forgotten)
why (?:haven't|have you not|didn't|did you not|don't|do you not|won't|aren't|has nobody|is nobody)
as (?:i|we)(?:'ve| have)? (?:already|repeatedly|clearly) (?:TOLD|said|mentioned|explained|stated)(?: you)?
as (?:already|previously|repeatedly|clearly) (?:told|said|mentioned|explained|stated|agreed)
(?:as )?per my (?:last|previous|earlier) (?:e-?mail|message|letter)
(?:i|we)(?:'ve| have)?(?: already| now)? TOLD(?: to)? you(?: about this)? TIMES
(?:i|we)(?:'ve| have)? already (?:told|asked|reminded|warned) you
how many times|yet again|common courtesy|you could at least|at least you could|the least you (?:can|could) do
your (?:silence|lack of|failure|negligence|carelessness|attitude|behaviou?r|unwillingness)
unacceptable|unprofessional|inexcusable|disrespectful|outrageous|ridiculous
(?:i am|i'm|we are|we're)(?: \w+)? (?:disappointed|annoyed|fed up|angry)|(?:disappointed|let down) by you
wast(?:e|ed|ing)(?: of)? my time|you should have|your fault|long overdue|(?:what )?you owe(?: me| us)?
""",
    PRESSING: r"""
(?:(?:i am|i'm|we are|we're) )?still (?:waiting|awaiting|expecting)
(?:i|we)(?:'ve| have)? still (?:haven't|have not|not|have no|got no|no)(?: yet)? HEARD
still no (?:answer|reply|response|reaction|payment)
immediate(?:ly)?|urgent(?:ly)?|urgency|asap|as soon as possible|at your earliest convenience
without (?:any )?(?:further )?delay|time is running out|no later than today
(?:answer|reply|respond|pay|write|call|confirm|settle)(?: \w+){0,4} (?:at once|right away|straight away|now)
within (?:the next )?(?:24|48|twenty-four|forty-eight) hours
(?:by|before) (?:the )?(?:end|close) of (?:the day|today|business)
bumping (?:this|my)|high(?:est)? priority|prompt (?:answer|reply|response|payment)
""",
    ORDER: r"""
(?:i|we) (?:must )?(?:insist|demand|require|expect) (?:you|your|that|an?|on|immediate|the|payment)
UNCONDITIONAL you (?:must|have to|had better|ought to|are (?:required|obliged|obligated) to)
UNCONDITIONAL you need to (?:answer|reply|respond|pay|settle|act|confirm|decide|send)
""",
    THREAT: r"""
(?:last|final) (?:warning|chance|notice|reminder|opportunity|demand)
(?:legal|judicial) (?:action|steps|proceedings|measures|consequences|remedies)
(?:my|our) (?:lawyer|attorney|solicitor)s?|(?:take you|go|going) to court|debt collect\w+|collection agency
face the consequences|will (?:be|have) consequences|or else|take (?:this|it|the matter) further
forced to|(?:have|leaves? me|leaves? us|left me|left us)(?: with)? no (?:other )?(?:choice|option|alternative)
(?:unless you|if you (?:don't|do not|fail to|won't)) (?:answer|reply|respond|pay|settle|act|comply)
""",
}

_SPANISH = {
    REPROACH: r"""
no (?:(?:me|nos|te|se) )?(?:(?:la|lo|las|los) )?(?:has|ha|habeis|han)(?: usted| ustedes)? HECHO
sigue[ns]?(?: usted)? sin (?:contestar|responder|pagar|abonar|escribir|dar|cumplir)\w*
incumpl\w+|(?:me|nos) (?:has|ha|habeis|han) (?:ignorado|olvidado|fallado|dejado plantad[oa])
(?:ignoras|ignora|ignorando|ignorar(?:me|nos))(?: \w+){0,2} (?:mis|mi|nuestros)|ignorar(?:me|nos)
(?:te has|se ha|se ha usted) olvidado de
como ya (?:te|le|os|les|se lo|te lo)(?: he| habia| hemos)? \w+
ya (?:te|le|os|les|se) (?:lo )?(?:dije|dijimos|adverti|avise|he dicho|hemos dicho|he avisado|he advertido)
ya (?:te|le|os|les|se) (?:lo )?(?:he|hemos) (?:pedido|escrito|repetido|recordado)
(?:te|le|os|les)(?: lo)? (?:he|hemos) (?:escrito|llamado|pedido|dicho|recordado|avisado)(?: ya)? VECES
VECES (?:te|le|os|les)(?: lo)? (?:he|hemos)
cuantas veces|por enesima vez|al menos podrias?|por lo menos podrias?|deberi(?:as|a usted) haber
por que no (?:me |nos )?(?:has|ha|contestas?|respondes?|pagas?|escribes?|das?)
(?:tu|su|vuestro|vuestra) (?:silencio|falta de|negligencia|impago|dejadez|actitud|pasividad|desinteres)
inaceptable|intolerable|inadmisible|indignante|vergonzos[oa]|una verguenza
falta de (?:respeto|profesionalidad|seriedad|educacion)|poco (?:profesional|seri[oa])
(?:me|nos) (?:decepcionas?|has decepcionado|ha decepcionado|indigna)|perder (?:el|mi) tiempo
(?:estoy|me siento)(?: muy)? (?:decepcionad|molest|hart|enfadad)[oa]|(?:me|nos) debes?|culpa (?:tuya|suya)
""",
    PRESSING: r"""
(?:sigo|seguimos|continuo) (?:sin (?:recibir|tener|saber|noticias|respuesta|obtener)|esperando|a la espera)
(?:aun|todavia) (?:estoy|sigo|estamos|seguimos) (?:esperando|a la espera|sin)
(?:aun|todavia) no (?:he|hemos) (?:recibido|tenido|obtenido) (?:respuesta|contestacion|noticias|ninguna)
(?:de )?inmediat(?:o|a|amente)|(?:con )?urgen(?:te|temente|cia)|urge
cuanto antes|lo antes posible|lo mas pronto posible|a la mayor brevedad(?: posible)?|a la voz de ya|ya mismo
sin (?:mas )?(?:demora|dilacion)|antes de que (?:acabe|termine) el dia
en (?:(?:el|un) plazo (?:maximo )?de |las proximas )?(?:24|48|veinticuatro|cuarenta y ocho) horas
""",
    ORDER: r"""
(?:(?:te|le|os|les) )?(?:exijo|exigimos)|exigir(?:te|le|os|les)|insisto en que
(?:te|le|os|les) (?:ordeno|reclamo|conmino|requiero|insto|intimo)
(?<!no\s)(?<!si\s)(?<!que\s)(?:tienes|tiene usted) que|(?<!no\s)(?:estas|esta usted) obligad[oa]
(?<!no\s)(?:deberas|debera usted|debes|debe usted) ACTUAR\w*
""",
    THREAT: r"""
ultim[oa] (?:aviso|oportunidad|advertencia|recordatorio|requerimiento)
(?:acciones|medidas) (?:legales|judiciales)|via judicial|demandar(?:te|le|os|les)|juzgados?|tribunales
(?:mi|nuestro|mis|nuestros) abogad[oa]s?|burofax|moros[oa]s?
(?:atente|atengase) a las consecuencias|(?:habra|tendra) consecuencias
(?:me|nos) (?:vere|veremos|veo|vemos) obligad[oa]s?
no (?:me|nos) dejas? (?:otra|mas) (?:opcion|remedio|salida)
si no (?:me |nos )?(?:contestas?|respondes?|pagas?|abonas?|cumples?)
""",
}

_PIECES = {
    "DONE": r"(?:bother(?:ed)?|reply|replied|answer(?:ed)?|respond(?:ed)?|pay|paid|write|written|wrote"
    r"|come back|g[eo]t(?:ten)? back|deliver(?:ed)?|kept|confirm(?:ed)?|sent|settled?)",
    "HEARD": r"(?:heard|received|had|got|seen|answer|reply|response|word|news|payment)",
    "TOLD": r"(?:told|asked|written|wrote|e-?mailed|called|reminded|contacted)",
    "TIMES": r"(?:several|many|countless|two|three|four|five|\d+) times",
    "UNCONDITIONAL ": "".join(
        rf"(?<!{word}\s)" for word in ("if", "whether", "when", "that", "all", "what", "anything", "should")
    ),
    "HECHO": r"(?:contestado|respondido|dignado|pagado|abonado|cumplido|escrito|enviado|entregado|atendido"
    r"|molestado|confirmado|hecho caso)",
    "VECES": r"(?:varias|muchas|repetidas|dos|tres|cuatro|cinco|mil|\d+) veces",
    "ACTUAR": r"(?:contestar|responder|pagar|abonar|enviar|confirmar|decidir|hacer|cumplir)",
}


def _expressions(table: dict[Kind, str]) -> dict[Kind, tuple[str, ...]]:
    out = {}
    for kind, lines in table.items():
        for name, piece in _PIECES.items():
            lines = lines.replace(name, piece)
        out[kind] = tuple(lines.strip().split("\n"))
    return out


PHRASES = {"en": _expressions(_ENGLISH), "es": _expressions(_SPANISH)}
"""By language: each kind with the regular expressions of its phrases."""
