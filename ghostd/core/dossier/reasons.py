"""The reasons that a case's history keeps, or the quarantine, in the owner's language.

They are stored in English, as the log has them. What is not known here is told as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ghostd.core.quarantine import BROKE_OFF

SPANISH: Mapping[str, str] = {
    "the client wrote": "el cliente escribió",
    "the client answered": "el cliente contestó",
    "the client is away": "el cliente está fuera",
    "the client's automatic answer says it is away": "su respuesta automática dice que está fuera",
    "the owner wrote by hand": "escribiste por tu cuenta",
    "the owner closed the case": "cerraste el caso",
    "you wrote to the client yourself": "escribiste al cliente por tu cuenta",
    "you opened the case": "abriste el caso",
    "you paused the client": "dejaste al cliente en pausa",
    "you resumed the client": "reanudaste al cliente",
    "you closed the case": "cerraste el caso",
    "the pause is over": "la pausa ha terminado",
    "written into Drafts": "escrito en Borradores",
    "the draft lies in Drafts": "el borrador está en Borradores",
    "the draft lies in Drafts again": "el borrador está otra vez en Borradores",
    "the draft was found in Sent": "el borrador está en Enviados",
    "the draft was edited and still waits": "el borrador se cambió y sigue esperando",
    "the draft was put into Trash": "el borrador fue a la papelera",
    "the draft could not be taken back": "el borrador no se pudo retirar",
    "the draft is in no folder": "el borrador no está en ninguna carpeta",
    "the draft was taken back to Trash": "el borrador se retiró a la papelera",
    "the date it names has come too near": "la fecha que nombra está demasiado cerca",
    "its date has come too near": "su fecha está demasiado cerca",
    "what the client owes is another now": "lo que debe el cliente ha cambiado",
    "the sums it names are others now": "las cantidades que nombra han cambiado",
    "the draft before this one was not sent": "el borrador anterior no se ha enviado",
    "the other draft is gone": "el otro borrador ya no está",
    "an earlier draft of this step was sent": "se envió un borrador anterior de este paso",
    "an earlier draft of this step is back": "un borrador anterior de este paso ha vuelto",
    "the goal is another now": "el objetivo es otro ahora",
    "a more important matter has come up": "ha surgido un asunto más importante",
    "a draft of this case was found in the mailbox again": "se encontró en el buzón un borrador de este caso",
    "the silence is unusual for this client": "el silencio es inusual en este cliente",
    "your last mail asked nothing, so nobody owes an answer": "tu último mensaje no preguntaba nada: "
    "nadie debe respuesta",
    "the step does not apply": "el paso no viene al caso",
    "you chose another goal": "elegiste otro objetivo",
    "the playbook is done": "la guía ha terminado",
    "the client is not in the configuration any more": "el cliente ya no está en la configuración",
    "saved again by a mail program": "guardado de nuevo por un programa de correo",
    "saved again by a mail program, with other words": "guardado de nuevo por un programa de correo, "
    "con otras palabras",
    "looked at in a mail program": "visto en un programa de correo",
    "it lies in Trash": "está en la papelera",
    "it lies in Drafts again": "está otra vez en Borradores",
    "it lies in Drafts, marked as deleted": "está en Borradores, marcado como borrado",
    "its text, saved under another name, lies in Trash": "su texto está en la papelera, con otro nombre",
    "found in no folder": "no está en ninguna carpeta",
    "a mail from outside answers it": "un mensaje de fuera le contesta",
    "a mail from outside answers one of yours that is in no folder": "un mensaje de fuera contesta a uno "
    "tuyo que no está en ninguna carpeta",
    "the owner answered in its thread with other words, and the draft is gone": "contestaste en su hilo "
    "con otras palabras, y el borrador ya no está",
    "the owner answered in its thread with other words, and the draft left Drafts with that": "contestaste "
    "en su hilo con otras palabras, y con ello el borrador salió de Borradores",
    "the owner answered in its thread with other words while the draft lay there": "contestaste en su hilo "
    "con otras palabras mientras el borrador estaba ahí",
    BROKE_OFF: "el servidor corta cada vez que se le pide",
    "the server's answer about it makes no sense": "lo que responde el servidor sobre él no tiene sentido",
}

_UNITS = {
    "hour": ("hora", "horas"),
    "day": ("día", "días"),
    "business day": ("día laborable", "días laborables"),
    "week": ("semana", "semanas"),
}
_AFTER = {
    "the case opened": "de la apertura del caso",
    "the step before": "del paso anterior",
    "the mail it is about": "del mensaje de que trata",
    "the client wrote": "de que el cliente escribiera",
}
_COUNT = re.compile(rf"(\d+) ({'|'.join(_UNITS)})s? after ({'|'.join(_AFTER)})")
_RIGHT = re.compile(rf"right after ({'|'.join(_AFTER)})")
_HOLDS = re.compile(
    r"(?P<folder>.+) holds (?P<what>its Message-ID|a copy that names it|an edited text of it|its text, .+|"
    r"it with a later date, .+)"
)
_HELD = {
    "its Message-ID": "tiene su Message-ID",
    "a copy that names it": "tiene una copia que lo nombra",
    "an edited text of it": "tiene su texto, cambiado",
    "its text, as an answer in its thread": "tiene su texto, como respuesta en su hilo",
    "its text, as a mail to its recipients": "tiene su texto, en un mensaje a sus destinatarios",
    "its text, to another address": "tiene su texto, a otra dirección",
    "it with a later date, and Drafts does not": "lo tiene con una fecha posterior, y Borradores no",
}


def reason(text: str, language: str) -> str:
    """A stored reason as the owner reads it."""
    if language != "es":
        return text
    return SPANISH.get(text) or _spanish_count(text) or _spanish_holds(text) or text


def _spanish_count(text: str) -> str:
    if found := _COUNT.fullmatch(text):
        many = int(found[1]) != 1
        unit = _UNITS[found[2]][many]
        return f"{found[1]} {unit} después {_AFTER[found[3]]}"
    if found := _RIGHT.fullmatch(text):
        return f"justo después {_AFTER[found[1]]}"
    return ""


def _spanish_holds(text: str) -> str:
    found = _HOLDS.fullmatch(text)
    said = _HELD.get(found["what"]) if found else None
    return f"{found['folder']} {said}" if found and said else ""
