"""Who or what wrote a mail."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ghostd.core.arrivals import classify_source, read
from ghostd.core.messages import Kind

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BOB = "From: Bob <bob@acme.example>"


def kind(*lines: str) -> Kind:
    return read("\n".join((*lines, "", "")).encode(), NOON).kind


HEADERS = [
    ("auto_replied", Kind.AUTO_REPLY, "Auto-Submitted: auto-replied"),
    ("auto_replied_with_parameter", Kind.AUTO_REPLY, "Auto-Submitted: auto-replied; owner-email=x@y"),
    ("auto_replied_with_comment", Kind.AUTO_REPLY, "Auto-Submitted: auto-replied (vacation)"),
    ("auto_generated", Kind.AUTO_REPLY, "Auto-Submitted: auto-generated"),
    ("auto_submitted_no", Kind.HUMAN, "Auto-Submitted: no"),
    ("autoreply", Kind.AUTO_REPLY, "X-Autoreply: yes"),
    ("autoreply_no", Kind.HUMAN, "X-Autoreply: no"),
    ("autorespond", Kind.AUTO_REPLY, "X-Autorespond: Re: quote"),
    ("precedence_auto_reply", Kind.AUTO_REPLY, "Precedence: auto_reply"),
    ("precedence_bulk_answer", Kind.LIST, "Precedence: bulk"),
    ("precedence_normal", Kind.HUMAN, "Precedence: normal"),
    ("suppress_alone", Kind.HUMAN, "X-Auto-Response-Suppress: All"),
    ("null_return_path", Kind.AUTO_REPLY, "Return-Path: <>"),
    ("return_path", Kind.HUMAN, "Return-Path: <bob@acme.example>"),
    ("failed_recipients", Kind.BOUNCE, "X-Failed-Recipients: carol@acme.example"),
    ("dsn", Kind.BOUNCE, "Content-Type: multipart/report; report-type=delivery-status; boundary=x"),
    ("mdn", Kind.MDN, "Content-Type: multipart/report; report-type=disposition-notification; boundary=x"),
    ("mdn_folded", Kind.MDN, "Content-Type: multipart/report;\n\treport-type=disposition-notification"),
    ("calendar_part", Kind.CALENDAR, "Content-Type: text/calendar; method=REPLY"),
    ("calendar_class", Kind.CALENDAR, "Content-Class: urn:content-classes:calendarmessage"),
    ("message_class", Kind.HUMAN, "Content-Class: urn:content-classes:message"),
    ("unsubscribe", Kind.NEWSLETTER, "List-Unsubscribe: <https://x.example/u>"),
    ("feedback_id_alone", Kind.HUMAN, "Feedback-ID: 1:2:3:x"),
    ("list_id_alone", Kind.NEWSLETTER, "List-Id: <offers.shop.example>"),
    ("list_post", Kind.LIST, "List-Id: <talk.x.example>\nList-Post: <mailto:talk@x.example>"),
    ("answer_on_list", Kind.LIST, "List-Id: <talk.x.example>\nIn-Reply-To: <a@b>"),
    ("mailman", Kind.LIST, "X-Mailman-Version: 2.1.39\nPrecedence: list"),
    ("none", Kind.HUMAN, "X-Mailer: Thunderbird"),
]


@pytest.mark.parametrize(("expected", "line"), [h[1:] for h in HEADERS], ids=[h[0] for h in HEADERS])
def test_a_header_tells_the_kind(expected: Kind, line: str) -> None:
    assert kind(BOB, "Subject: Re: quote", line) is expected


SENDERS = [
    ("daemon", Kind.BOUNCE, "MAILER-DAEMON@mx.example", "Hello"),
    ("daemon_without_domain", Kind.BOUNCE, "MAILER-DAEMON", "Hello"),
    ("delivery_system", Kind.BOUNCE, "Mail Delivery System <mx@relay.example>", "Hello"),
    ("postmaster_bounces", Kind.BOUNCE, "postmaster@x.example", "Undeliverable: quote"),
    ("postmaster_asks", Kind.HUMAN, "postmaster@x.example", "Your DNS records"),
    ("no_reply", Kind.NEWSLETTER, "no-reply@shop.example", "Your order"),
    ("noreply_tagged", Kind.NEWSLETTER, "noreply+7@shop.example", "Your order"),
    ("person_called_news", Kind.HUMAN, "newsome@shop.example", "Your order"),
    ("newsletter_by_name", Kind.NEWSLETTER, "Acme Newsletter <hello@shop.example>", "Spring"),
    ("confirm_address", Kind.CHALLENGE, "confirm-s2-abc@groups.example", "Please confirm your request"),
    ("support_received", Kind.AUTO_REPLY, "support@x.example", "We have received your message"),
    ("person_received", Kind.HUMAN, "bob@x.example", "Received your invoice"),
]


@pytest.mark.parametrize(
    ("expected", "sender", "subject"), [s[1:] for s in SENDERS], ids=[s[0] for s in SENDERS]
)
def test_sender_and_subject_tell_the_kind(expected: Kind, sender: str, subject: str) -> None:
    assert kind(f"From: {sender}", f"Subject: {subject}") is expected


AWAY = [
    ("en", "Automatic reply: Quote"),
    ("en_exchange", "Out of Office AutoReply: Quote"),
    ("en_colon", "Out of Office: Quote"),
    ("en_hyphen", "Auto-reply: Quote"),
    ("en_decorated", "** Automatic Reply from Acme **"),
    ("en_tagged", "[ticket.acme.example #33] AutoReply: Quote"),
    ("es", "Respuesta automática: Presupuesto"),
    ("es_office", "Fuera de la oficina: Presupuesto"),
    ("de", "Automatische Antwort: Angebot"),
    ("de_note", "Abwesenheitsnotiz: Angebot"),
    ("fr", "Réponse automatique : Devis"),
    ("fr_office", "Absence du bureau"),
    ("pt", "Resposta automática: Orçamento"),
    ("pt_office", "Fora do escritório: Orçamento"),
    ("it", "Risposta automatica: Preventivo"),
    ("it_office", "Fuori sede: Preventivo"),
    ("nl", "Automatisch antwoord: Offerte"),
    ("nl_note", "Afwezigheidsbericht"),
    ("pl", "Automatyczna odpowiedź: Oferta"),
    ("pl_office", "Poza biurem: Oferta"),
    ("sv", "Autosvar: Offert"),
    ("sv_office", "Frånvaro: Offert"),
    ("ja", "【自動返信】お問い合わせ"),
    ("zh", "自动回复: 报价"),
    ("ru", "Автоответ: Смета"),
]


@pytest.mark.parametrize("subject", [a[1] for a in AWAY], ids=[a[0] for a in AWAY])
def test_a_programs_subject_tells_an_automatic_reply(subject: str) -> None:
    assert kind(BOB, f"Subject: {subject}") is Kind.AUTO_REPLY


PEOPLE = [
    ("reply", "Re: Out of office policy"),
    ("policy", "Out of office policy"),
    ("reply_to_automatic", "Re: Automatic reply: Quote"),
    ("forwarded", "Fwd: Out of Office AutoReply: Quote"),
    ("forwarded_bounce", "WG: Undelivered Mail Returned to Sender"),
    ("settings", "Automatic reply settings for the shop"),
    ("autoresponder", "Autoresponder texts"),
    ("next_week", "Out of office next week"),
    ("gone", "FYI - gone this weekend"),
    ("holiday", "Holiday schedule"),
    ("away_day", "Away day in May"),
    ("urlaub", "Urlaub im August"),
    ("vacaciones", "Vacaciones de agosto"),
    ("delivery", "Delivery status of the chairs"),
    ("failure", "Failure noticed in the build"),
    ("accepted", "Accepted: your quote"),
    ("invitation", "Invitation: lunch on Friday"),
    ("confirm", "Please confirm the date"),
    ("newsletter", "Newsletter texts for you"),
    ("empty", ""),
]


@pytest.mark.parametrize("subject", [p[1] for p in PEOPLE], ids=[p[0] for p in PEOPLE])
def test_a_persons_subject_that_speaks_of_such_things_is_human(subject: str) -> None:
    assert kind(BOB, f"Subject: {subject}", "X-Auto-Response-Suppress: All") is Kind.HUMAN


TOGETHER = [
    ("answer_without_mark", "In-Reply-To: <a@b>"),
    ("null_return_path", "Return-Path: <>"),
    ("bulk", "Precedence: bulk"),
]


@pytest.mark.parametrize("line", [t[1] for t in TOGETHER], ids=[t[0] for t in TOGETHER])
def test_a_doubtful_subject_counts_with_a_second_sign(line: str) -> None:
    assert kind(BOB, "Subject: Away until 5 May", line) is Kind.AUTO_REPLY
    assert kind(BOB, "Subject: Away until 5 May") is Kind.HUMAN


BOUNCES = [
    ("postfix", "Undelivered Mail Returned to Sender"),
    ("qmail", "failure notice"),
    ("sendmail", "Returned mail: see transcript for details"),
    ("exim", "Mail delivery failed: returning message to sender"),
    ("exchange", "Undeliverable: Quote"),
    ("delayed", "Warning: message 1abc-0001-AB delayed 24 hours"),
    ("listed", "[talk] Delivery Status Notification (Failure)"),
    ("es", "No se puede entregar: Presupuesto"),
    ("de", "Unzustellbar: Angebot"),
    ("fr", "Non remis : Devis"),
    ("pt", "Não entregue: Orçamento"),
    ("it", "Mancato recapito: Preventivo"),
    ("nl", "Onbestelbaar: Offerte"),
    ("pl", "Niedostarczone: Oferta"),
    ("sv", "Olevererbart: Offert"),
]


@pytest.mark.parametrize("subject", [b[1] for b in BOUNCES], ids=[b[0] for b in BOUNCES])
def test_a_bounces_subject_tells_a_bounce(subject: str) -> None:
    assert kind("From: relay@mx.example", f"Subject: {subject}") is Kind.BOUNCE


def test_google_names_the_time_of_an_invitation() -> None:
    subject = "Subject: Invitation: Kick-off @ Thu 5 Mar 2026 15:00 - 16:00 (bob@acme.example)"
    assert kind(BOB, subject) is Kind.CALENDAR


def test_exchange_keeps_the_bare_subject_of_a_meeting_as_topic() -> None:
    assert kind(BOB, "Subject: Accepted: Kick-off", "Thread-Topic: Kick-off") is Kind.CALENDAR
    assert kind(BOB, "Subject: Accepted: Kick-off", "Thread-Topic: Accepted: Kick-off") is Kind.HUMAN


def test_the_reason_is_told() -> None:
    found = read(f"{BOB}\nAuto-Submitted: auto-replied\n\n".encode(), NOON)
    assert found.because == "its header says Auto-Submitted: auto-replied"


def multipart(*types: str, container: str = "mixed", body: str = "text") -> bytes:
    parts = "".join(f"--b\nContent-Type: {t}\n\n{body}\n" for t in types)
    header = f"{BOB}\nSubject: Kick-off\nContent-Type: multipart/{container}; boundary=b"
    return f"{header}\n\n{parts}--b--\n".encode()


ATTACHED = "text/calendar; method=REQUEST\nContent-Disposition: attachment"
PARTS = [
    ("dsn_in_mixed", Kind.BOUNCE, multipart("text/plain", "message/delivery-status")),
    ("mdn_in_mixed", Kind.MDN, multipart("text/plain", "message/disposition-notification")),
    ("invitation", Kind.CALENDAR, multipart("text/plain", "text/calendar; method=REQUEST")),
    ("method_inside", Kind.CALENDAR, multipart("text/calendar", body="BEGIN:VCALENDAR\nMETHOD:REPLY\n")),
    ("calendar_file", Kind.HUMAN, multipart("text/plain", ATTACHED)),
    ("calendar_without_method", Kind.HUMAN, multipart("text/plain", "text/calendar")),
    ("forwarded_dsn", Kind.HUMAN, multipart("message/rfc822\n\nContent-Type: message/delivery-status")),
    ("alternative", Kind.HUMAN, multipart("text/plain", "text/html", container="alternative")),
    ("byte_order_mark", Kind.CALENDAR, b"\xef\xbb\xbf" + multipart("text/calendar; method=REQUEST")),
    ("nothing", Kind.HUMAN, b""),
]


@pytest.mark.parametrize(("expected", "source"), [p[1:] for p in PARTS], ids=[p[0] for p in PARTS])
def test_the_parts_of_a_whole_mail_tell_the_kind(expected: Kind, source: bytes) -> None:
    assert classify_source(source)[0] is expected


WORDS = [
    ("machine", Kind.AUTO_REPLY, "Vacation", "I am away and will answer your message when I am back."),
    ("machine_es", Kind.AUTO_REPLY, "Vacaciones", "He recibido su mensaje y lo leeré a la vuelta."),
    ("person", Kind.HUMAN, "Vacation", "I'm off next week, can we move the call?"),
    ("person_in_quote", Kind.HUMAN, "Vacation", "See you!\n\n> I will answer your message when I am back."),
    ("undelivered", Kind.BOUNCE, "Notice: message was not sent", "User unknown: carol@acme.example"),
    ("unrelated_subject", Kind.HUMAN, "Quote", "Your message has been received, thanks."),
]


@pytest.mark.parametrize(("expected", "subject", "body"), [w[1:] for w in WORDS], ids=[w[0] for w in WORDS])
def test_the_first_words_decide_on_a_doubtful_subject(expected: Kind, subject: str, body: str) -> None:
    assert classify_source(f"{BOB}\nSubject: {subject}\n\n{body}\n".encode())[0] is expected
