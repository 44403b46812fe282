"""The words of synthetic mail, and mail as an mbox holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from enum import StrEnum
from pathlib import Path
from random import Random

from ghostd.core.messages import Kind, Message


class Intent(StrEnum):
    """What the owner's mail wants; how often it is answered depends on it."""

    ASKS = "asks"
    TELLS = "tells"
    CLOSES = "closes"


WORDS = {
    (Intent.ASKS, False): (
        "Could you send me the signed offer this week?",
        "I have moved the price list to the second page. Which of the two covers do you prefer?",
        "Do the dates in the attached plan work for you?",
        "Please let me know whether the invoice should name the London office.",
        "The first draft of the text is attached. Can you tell me what is missing?",
    ),
    (Intent.ASKS, True): (
        "¿Me puedes enviar el presupuesto firmado esta semana?",
        "He pasado la lista de precios a la segunda página. ¿Cuál de las dos portadas prefieres?",
        "¿Os van bien las fechas del plan adjunto?",
        "Por favor, dime si la factura va a nombre de la oficina de Madrid.",
        "Te adjunto el primer borrador del texto. ¿Qué falta?",
    ),
    (Intent.TELLS, False): (
        "Attached is the second version of the brochure. The map is on page three now.",
        "I have uploaded the photographs to the folder, the large ones as well.",
        "The printer will deliver on Thursday. I will be there when it comes.",
        "Here is the invoice for March. The hours are listed on its second page. Thanks!",
    ),
    (Intent.TELLS, True): (
        "Adjunto la segunda versión del folleto. El mapa está ahora en la página tres.",
        "He subido las fotografías a la carpeta, también las grandes.",
        "La imprenta entrega el jueves. Yo estaré allí cuando llegue.",
        "Aquí va la factura de marzo. Las horas están en la segunda página. ¡Gracias!",
    ),
    (Intent.CLOSES, False): (
        "Perfect, thank you!",
        "Got it, thanks.",
        "FYI, the transfer has arrived. No need to reply.",
        "Great, all good then.",
    ),
    (Intent.CLOSES, True): (
        "Perfecto, gracias.",
        "Recibido, muchas gracias.",
        "Para tu información: ha llegado la transferencia. No hace falta respuesta.",
        "Estupendo, todo bien entonces.",
    ),
}
NUDGES = {
    False: "Just coming back to this. Have you had a moment to look at it?",
    True: "Retomo este tema. ¿Has podido verlo?",
}
REPLIES = {
    False: ("That works for us.", "Here it is.", "The second one, please.", "We will look into it tomorrow."),
    True: ("Nos va bien.", "Aquí lo tienes.", "La segunda, por favor.", "Mañana lo miramos."),
}
TOPICS = {
    False: ("Brochure", "Spring catalogue", "Price list", "New website", "Trade fair", "Translation"),
    True: ("Folleto", "Catálogo de primavera", "Lista de precios", "Web nueva", "Feria", "Traducción"),
}
AWAY = {
    False: ("Out of office", "I am out of the office until {} and will read your message when I am back."),
    True: ("Fuera de la oficina", "Estoy fuera de la oficina hasta el {}; leeré su mensaje a la vuelta."),
}
GREETING = {
    False: "Hi,\n\n{}\n\nBest regards,\nAna\n-- \nAna · Studio\n",
    True: "Hola:\n\n{}\n\nUn saludo,\nAna\n-- \nAna · Studio\n",
}
QUOTE = {False: "On that day you wrote:", True: "Ese día escribiste:"}


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: what ghostd may know of it, and its text."""

    message: Message
    text: str


def written(random: Random, intent: Intent, spanish: bool, quoted: str) -> str:
    """The owner's text with a signature and, mostly, what it answers quoted below; a quote may well ask."""
    text = GREETING[spanish].format(random.choice(WORDS[intent, spanish]))
    if intent is Intent.CLOSES and random.random() < 0.5:
        text = random.choice(WORDS[intent, spanish]) + "\n"
    return text + (_quotation(quoted, spanish) if quoted and random.random() < 0.8 else "")


def _quotation(quoted: str, spanish: bool) -> str:
    lines = "\n".join(f"> {line}" for line in quoted.splitlines()[:12])
    return f"\n{QUOTE[spanish]}\n{lines}\n"


def source(letter: Letter) -> bytes:
    """The mail as it came over the wire, without the line that begins it in an mbox."""
    message = letter.message
    mail = EmailMessage()
    mail["From"] = message.sender or ""
    mail["To"] = ", ".join(message.to)
    if message.cc:
        mail["Cc"] = ", ".join(message.cc)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.at)
    mail["Message-ID"] = message.message_id or ""
    if message.in_reply_to:
        mail["In-Reply-To"] = message.in_reply_to
        mail["References"] = " ".join(message.references)
    if message.kind is Kind.AUTO_REPLY:
        mail["Auto-Submitted"] = "auto-replied"
    if message.kind is Kind.NEWSLETTER:
        mail["List-Unsubscribe"] = f"<mailto:{message.sender}>"
        mail["Precedence"] = "bulk"
    mail.set_content(letter.text)
    if message.kind is Kind.BOUNCE:
        _report(mail, message)
    return mail.as_bytes()


def _report(mail: EmailMessage, message: Message) -> None:
    """A delivery status notification: a multipart/report with its second part (RFC 3464)."""
    mail.make_mixed()
    failed = "".join(
        f"\nFinal-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n"
        for address in message.failed_recipients
    )
    kind = "Content-Type: message/delivery-status\n\n"
    status = message_from_string(
        f"{kind}Reporting-MTA: dns; mail.example\n{failed}", EmailMessage, policy=default
    )
    mail.attach(status)
    mail.set_type("multipart/report")
    mail.set_param("report-type", "delivery-status")


def write_mbox(letters: Iterable[Letter], path: Path) -> None:
    """Lines that begin with "From " are quoted, as the dialect mboxrd does."""
    with path.open("wb") as file:
        for letter in letters:
            lines = source(letter).splitlines()
            quoted = (b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
            file.write(_envelope(letter.message.sender or "-", letter.message.at))
            file.write(b"\n".join(quoted) + b"\n\n")


def _envelope(sender: str, at: datetime) -> bytes:
    return f"From {sender} {at:%a %b %d %H:%M:%S %Y}\n".encode()
