"""Whether the owner's last word asked for anything: after "Perfecto, gracias" nobody owes an answer.

Only what is beyond doubt counts: a few words of thanks or agreement and nothing else, or an express "no need
to reply". "Thanks" at the end of a mail that says more never means that no answer is wanted.
"""

from __future__ import annotations

import re

from ghostd.core.text import strip_quotes

MOST_WORDS = 14

NO_REPLY = re.compile(
    r"\b(?:no need to (?:reply|answer|respond)"
    r"|no (?:reply|answer|response) (?:is )?(?:needed|necessary|required)"
    r"|just (?:so|for) you(?:r information| know)|no hace falta (?:que )?(?:respuesta|contest\w+|respond\w+)"
    r"|no es necesari[oa] (?:que )?(?:respuesta|contest\w+|respond\w+)|no requiere respuesta)\b"
)

CLOSING = re.compile(
    r"(?:many |muchas |muchísimas |mil )?(?:thanks|thank you|cheers|great|perfect|excellent|wonderful|lovely"
    r"|sounds good|got it|noted|received|will do|ok|okay|all good|done|fyi|gracias|perfecto|genial|estupendo"
    r"|fenomenal|vale|de acuerdo|entendido|recibido|anotado|hecho|listo|muy bien|todo bien)\b"
)

WANTS = re.compile(
    r"[?¿]|\b(?:please|could|would|can you|let me know|tell me|when|send|waiting|in advance|confirm|por favor"
    r"|podr\w+|puedes|puede|dime|d[ií]game|av[ií]s\w+|cu[aá]ndo|env[ií]\w+|m[aá]nd\w+|espero|confirm\w+"
    r"|de antemano|quedo a la espera)\b"
)

GREETING = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hola|buen[oa]s(?: d[ií]as| tardes| noches)?"
    r"|estimad[oa]|querid[oa])\b[^\n,:.!]{0,40}[,:.!]?\s*"
)


def asks_nothing(text: str) -> bool:
    """Whether a mail's text, without what it quotes, is only thanks or agreement; English and Spanish."""
    own = GREETING.sub("", strip_quotes(text).casefold(), count=1).strip()
    if not own or WANTS.search(own):
        return False
    if NO_REPLY.search(own):
        return True
    return CLOSING.match(own) is not None and len(own.split()) <= MOST_WORDS
