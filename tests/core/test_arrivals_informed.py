"""What the text adds to a header that shows little: notices, failures, and the day of return."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ghostd.core.arrivals import classify_source, read
from ghostd.core.arrivals.body import informed, withheld
from ghostd.core.messages import Kind, Message

NOON = datetime(2026, 8, 3, 12, 0, tzinfo=UTC)
REPLIED = ("In-Reply-To: <ask@studio.example>", "References: <ask@studio.example>")
RETURN = date(2026, 8, 10)


def mail(subject: str, body: str, *fields: str) -> bytes:
    lines = ("From: Bob Weber <bob@acme.example>", "To: ana@studio.example", f"Subject: {subject}", *fields)
    return "\n".join((*lines, "Content-Type: text/plain; charset=utf-8", "", body, "")).encode()


def told(source: bytes) -> Message:
    """As the daemon and the replay read it: header first, then the text."""
    return informed(read(source.partition(b"\n\n")[0] + b"\n\n", NOON), source)


NOTICES = {
    "en": "I am currently out of the office with no access to email and will return on 10 August.",
    "en_signed": "Hello,\n\nI am out of the office until 9 August with limited access to my mail. In urgent"
    " cases please call Carol, +1 555 0100.\n\nKind regards\nBob Weber\nAcme Ltd",
    "en_small_print": "I am away from my desk, back on 10 August. I will reply to your message when I return."
    "\n\nThis e-mail is confidential. If you are not the intended recipient, please delete it.",
    "es": "Actualmente estoy fuera de la oficina sin acceso al correo electrónico y volveré el 10 de agosto."
    " Para asuntos urgentes, contacte con Carol.\n\nSaludos\nBob",
    "de": "Ich bin derzeit nicht im Büro und habe keinen Zugriff auf meine E-Mails. Ab dem 10. August bin ich"
    " wieder erreichbar. In dringenden Fällen wenden Sie sich bitte an Carol.\n\nMit freundlichen Grüßen",
    "fr": "Je suis actuellement absent du bureau, sans accès à ma messagerie, et serai de retour le 10 août."
    " En cas d'urgence, veuillez contacter Carol.\n\nCordialement\nBob",
    "pt": "Estou atualmente fora do escritório, sem acesso ao e-mail, e voltarei no dia 10 de agosto."
    " Em caso de urgência, contacte a Carol.\n\nCumprimentos\nBob",
    "it": "Sono attualmente fuori ufficio senza accesso alla posta e tornerò il 10 agosto."
    " Per urgenze contattare Carol.\n\nCordiali saluti\nBob",
    "nl": "Ik ben momenteel afwezig en heb geen toegang tot mijn e-mail. Ik ben op 10 augustus weer terug."
    " Voor dringende zaken kunt u contact opnemen met Carol.\n\nMet vriendelijke groet\nBob",
    "pl": "Jestem obecnie poza biurem i nie mam dostępu do poczty. Wracam 10 sierpnia."
    " W pilnych sprawach proszę kontaktować się z Carol.\n\nPozdrawiam\nBob",
    "sv": "Jag är för närvarande inte på kontoret och har ingen tillgång till e-post. Jag är tillbaka den"
    " 10 augusti. Vid brådskande ärenden kontakta Carol.\n\nVänliga hälsningar\nBob",
}


@pytest.mark.parametrize("body", NOTICES.values(), ids=NOTICES)
@pytest.mark.parametrize("subject", ["Re: Invoice", "Invoice"])
def test_a_text_that_is_a_notice_of_absence_and_nothing_else_is_no_answer(subject: str, body: str) -> None:
    source = mail(subject, body, *REPLIED)
    assert told(source).kind is Kind.AUTO_REPLY
    assert told(source).away_until == RETURN
    assert classify_source(source)[0] is Kind.AUTO_REPLY


ANSWERS = {
    "en_but": "I am out of the office until 9 August with no access to email, but the quote is fine.",
    "en_first": "Yes, we take it. I am out of the office with limited access to email until 9 August.",
    "en_last": "I am on holiday until the 9th. I will answer your other questions when I am back. B it is.",
    "en_one_word": "Approved. I am out of the office with no access to email and return on 10 August.",
    "en_question": "I am out of the office with no access to email until 9 August. Does Friday suit you?",
    "en_below": "I am out of the office until 9 August with no access to email.\n\nThanks,\nGo ahead.\nBob",
    "en_postscript": "I am out of the office until 9 August, no access to mail.\n\nRegards\nBob\nPS option B",
    "en_thanks": "Thanks for the logo which we accept. I am away until 9 August with no access to email.",
    "en_thanks_last": "I am out until 9 August with no access to email. Thank you for the logo, approved.",
    "en_no_machine": "I am out of the office, back on 10 August.",
    "en_back": "I am back from vacation and have read your mail. We accept the quote.",
    "es": "Estoy fuera de la oficina hasta el 9 de agosto sin acceso al correo, pero adelante con la B.",
    "de": "Ich bin bis zum 9. August nicht im Büro, ohne Zugriff auf E-Mails. Die Rechnung ist bezahlt.",
    "fr": "Je suis absent jusqu'au 9 août, sans accès à ma messagerie, mais c'est d'accord pour le devis.",
    "pt": "Estou fora do escritório até dia 9 de agosto, sem acesso ao e-mail, mas pode avançar.",
    "it": "Sono fuori ufficio fino al 9 agosto senza accesso alla posta, ma il preventivo va bene.",
    "nl": "Ik ben afwezig tot 10 augustus en heb geen toegang tot e-mail, maar de offerte is akkoord.",
    "pl": "Jestem poza biurem do 9 sierpnia i nie mam dostępu do poczty, ale oferta jest w porządku.",
    "sv": "Jag är inte på kontoret, ingen tillgång till e-post, åter den 10 augusti, men offerten är bra.",
}


@pytest.mark.parametrize("body", ANSWERS.values(), ids=ANSWERS)
def test_one_word_more_than_an_absence_is_a_persons_answer(body: str) -> None:
    source = mail("Re: Invoice", body, *REPLIED)
    assert (told(source).kind, classify_source(source)[0]) == (Kind.HUMAN, Kind.HUMAN)


GOODS = {
    "anywhere": ("Undeliverable parcels", "The parcels were undeliverable.\n\nBob\noffice@acme.example"),
    "opening": ("Undeliverable: the chairs", "The chairs could not be delivered on Tuesday."),
    "es": ("Error de entrega: sillas", "Las sillas no se han podido entregar."),
    "sender": ("Returned to sender", "The parcel was undeliverable. Call 555-1234 or office@acme.example."),
    "number": ("Delivery failed: order 550", "The delivery failed twice; order 550 is lost."),
}


@pytest.mark.parametrize(("subject", "body"), GOODS.values(), ids=GOODS)
def test_a_person_who_writes_of_goods_that_did_not_arrive_is_a_person(subject: str, body: str) -> None:
    source = mail(subject, body)
    assert (told(source).kind, classify_source(source)[0]) == (Kind.HUMAN, Kind.HUMAN)


FAILURES = {
    "address": ("Notice: message was not sent", "Your mail could not be delivered to carol@acme.example."),
    "code": ("Delivery error", "The recipient is unknown, delivery failed:\n550 5.1.1 unknown"),
    "returned": ("Delivery error", "This is undeliverable.\n\nMessage-ID: <ask@studio.example>"),
    "mailbox": ("Delivery error", "Delivery has failed: mailbox is full"),
    "opening": ("Undeliverable: Invoice", "Your message could not be delivered to carol@acme.example."),
    "empty": ("Undeliverable: Invoice", ""),
}


@pytest.mark.parametrize(("subject", "body"), FAILURES.values(), ids=FAILURES)
def test_a_failure_with_a_sign_of_its_server_is_a_bounce(subject: str, body: str) -> None:
    source = mail(subject, body)
    assert (told(source).kind, classify_source(source)[0]) == (Kind.BOUNCE, Kind.BOUNCE)


AGREED = {
    "ticket": (Kind.AUTO_REPLY, mail("Ticket #2231 received", "Thank you. This is an automated message.")),
    "program": (Kind.NEWSLETTER, mail("Your statement", "This is an automated message.")),
    "quoted": (Kind.HUMAN, mail("Re: Texts", 'Please write: "This is an automated message."', *REPLIED)),
    "virus_scan": (Kind.HUMAN, mail("Quote", "Yes.\n\nDiese E-Mail wurde automatisch auf Viren geprüft.")),
    "confirm": (Kind.HUMAN, mail("Address", "Please reply and confirm your address for the invoice.")),
    "challenge": (
        Kind.CHALLENGE,
        mail("Logo", "Your mail is held. Click here to verify your address and have it delivered."),
    ),
    "unsubscribe": (
        Kind.HUMAN,
        mail(
            "Page",
            "Could you move the unsubscribe link? https://a.example https://b.example http://c.example",
        ),
    ),
    "small_print": (
        Kind.NEWSLETTER,
        mail("Spring", "https://a.example https://b.example https://c.example To unsubscribe click here."),
    ),
    "calendar_part": (
        Kind.CALENDAR,
        b"From: bob@acme.example\nSubject: Kick-off\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/calendar; method=REQUEST\n\nx\n--b--\n",
    ),
    "receipt_part": (
        Kind.MDN,
        b"From: bob@acme.example\nSubject: Logo\nContent-Type: multipart/report; boundary=b\n\n"
        b"--b\nContent-Type: message/disposition-notification\n\nDisposition: x; displayed\n--b--\n",
    ),
}


@pytest.mark.parametrize(("kind", "source"), AGREED.values(), ids=AGREED)
def test_a_whole_mail_and_a_header_with_its_text_are_judged_alike(kind: Kind, source: bytes) -> None:
    assert (told(source).kind, classify_source(source)[0]) == (kind, kind)


def test_a_lists_post_that_names_the_owner_is_no_newsletter_for_the_lists_small_print() -> None:
    body = f"Ana, what do you think?\n\n{'https://list.example/talk ' * 3}\nTo unsubscribe click here."
    source = mail("Logo", body, "List-Id: <talk.x.example>", "List-Post: <mailto:talk@x.example>")
    message = read(source, NOON, frozenset({"ana@studio.example"}))
    assert (message.kind, informed(message, source).kind) == (Kind.HUMAN, Kind.HUMAN)


@pytest.mark.parametrize(
    ("subject", "body", "fields"),
    [
        ("Automatic reply: Logo", "I am travelling until 9 August.", ()),
        ("Logo", "I am on vacation until 9 August.", ("Auto-Submitted: auto-replied",)),
        ("Logo", "Travelling until 9 August.", ("Auto-Submitted: auto-replied", *REPLIED)),
    ],
    ids=["titled", "told", "answering"],
)
def test_the_day_of_return_is_read_from_the_text_of_every_automatic_answer(
    subject: str, body: str, fields: tuple[str, ...]
) -> None:
    source = mail(subject, body, *fields)
    assert withheld(read(source, NOON))
    assert told(source).away_until == RETURN


def test_an_automatic_mail_that_answers_nothing_may_name_a_day_that_is_no_return() -> None:
    offer = mail("Our offer", "It is valid until 9 August.", "Auto-Submitted: auto-generated")
    assert (told(offer).kind, told(offer).away_until) == (Kind.AUTO_REPLY, None)


def test_a_day_that_the_subject_names_needs_no_text() -> None:
    header = read(mail("Away until 9 August", "", "Auto-Submitted: auto-replied"), NOON)
    assert (header.away_until, withheld(header)) == (RETURN, False)
    plain = mail("Away until 9 August", "I will answer your message when I am back.")
    assert told(plain).away_until == RETURN


@pytest.mark.parametrize(
    "piece", ["mail not ", "no a access ", "without a b ", "this e-mail ", "reply when ", "from a@", ". "]
)
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    for subject in ("Logo", "Undeliverable: x", "Delivery error"):
        told(mail(subject, piece * 150))
        told(mail(subject, piece * 8_000))
