"""Small invented mails of every kind in nine languages, and people's mail that resembles them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ghostd.core.arrivals import classify_source, read
from ghostd.core.arrivals.body import informed, withheld
from ghostd.core.messages import Kind

NOON = datetime(2026, 8, 3, 12, 0, tzinfo=UTC)
BOB = "Bob Weber <bob@acme.example>"


def mail(subject: str, body: str = "", *fields: str, sender: str = BOB) -> bytes:
    lines = (f"From: {sender}", "To: ana@studio.example", f"Subject: {subject}", *fields)
    return "\n".join((*lines, "Content-Type: text/plain; charset=utf-8", "", body, "")).encode()


def kinds_of(source: bytes) -> tuple[Kind, Kind]:
    """By the header alone, and by the whole mail."""
    return read(source.partition(b"\n\n")[0] + b"\n\n", NOON).kind, classify_source(source)[0]


ABSENT = {
    "en": (
        "Automatic reply: Logo",
        "Out of office",
        "Thank you for your message. I will reply to you when I am back.",
    ),
    "es": ("Respuesta automática: Logo", "Ausencia", "Estoy fuera; leeré su mensaje a mi vuelta."),
    "de": ("Automatische Antwort: Logo", "Abwesenheit", "Ich lese Ihre Nachricht nach meiner Rückkehr."),
    "fr": ("Réponse automatique : Logo", "Absence", "Je répondrai à votre message à mon retour."),
    "pt": ("Resposta automática: Logo", "Ausência", "Responderei à sua mensagem quando voltar."),
    "it": ("Risposta automatica: Logo", "Assenza", "Leggerò il tuo messaggio al mio rientro."),
    "nl": ("Automatisch antwoord: Logo", "Afwezigheid", "Ik beantwoord uw bericht na terugkomst."),
    "pl": ("Automatyczna odpowiedź: Logo", "Nieobecność", "Odpowiem na Państwa wiadomość po powrocie."),
    "sv": ("Autosvar: Logo", "Frånvaro", "Jag svarar på ditt meddelande när jag är tillbaka."),
}


@pytest.mark.parametrize(("titled", "plain", "body"), ABSENT.values(), ids=ABSENT)
def test_an_absence_is_told_by_a_programs_title_or_by_subject_and_text(
    titled: str, plain: str, body: str
) -> None:
    assert kinds_of(mail(titled, body)) == (Kind.AUTO_REPLY, Kind.AUTO_REPLY)
    assert kinds_of(mail(plain, body))[1] is Kind.AUTO_REPLY
    assert kinds_of(mail(plain, body, "Return-Path: <>")) == (Kind.AUTO_REPLY, Kind.AUTO_REPLY)


@pytest.mark.parametrize(("titled", "plain", "body"), ABSENT.values(), ids=ABSENT)
def test_a_person_who_answers_an_automatic_reply_is_a_person(titled: str, plain: str, body: str) -> None:
    quoting = f"Hi Ana, this is what Carol's machine wrote. Let us wait.\n\n> {body}"
    for mark in ("Re", "AW", "RV", "Fwd"):
        found = kinds_of(mail(f"{mark}: {titled}", quoting, "In-Reply-To: <a@studio.example>"))
        assert found == (Kind.HUMAN, Kind.HUMAN)


DECLARED = {
    "en": "This is an automated response. I am travelling and read no mail.",
    "es": "Este es un mensaje automático. Estoy de viaje y no leo el correo.",
    "de": "Dies ist eine automatisch erzeugte Nachricht. Ich bin auf Reisen.",
    "fr": "Ceci est un message automatique. Je suis en voyage.",
    "pt": "Esta é uma mensagem automática. Estou em viagem.",
    "it": "Questo è un messaggio automatico. Sono in viaggio.",
    "nl": "Dit is een automatisch bericht. Ik ben op reis.",
    "pl": "Ta wiadomość została wygenerowana automatycznie. Jestem w podróży.",
    "sv": "Detta är ett automatiskt svar. Jag är på resa.",
}


@pytest.mark.parametrize("body", DECLARED.values(), ids=DECLARED)
def test_a_text_that_calls_itself_automatic_is_believed_under_any_subject(body: str) -> None:
    assert kinds_of(mail("Re: Logo", body))[1] is Kind.AUTO_REPLY


RECEIVED = {
    "en": (
        "We have received your message",
        "We have received your message and will answer as soon as we can.",
    ),
    "es": ("Hemos recibido su mensaje", "Hemos recibido su mensaje; responderemos lo antes posible."),
    "de": ("Eingangsbestätigung", "Ihre Nachricht ist eingegangen; wir bearbeiten sie schnellstmöglich."),
    "fr": (
        "Accusé de réception",
        "Nous avons bien reçu votre message; nous répondrons dans les meilleurs délais.",
    ),
    "pt": ("Recebemos a sua mensagem", "Recebemos a sua mensagem e responderemos o mais breve possível."),
    "it": ("Conferma di ricezione", "Abbiamo ricevuto il suo messaggio; risponderemo al più presto."),
    "nl": ("Ontvangstbevestiging", "Wij hebben uw bericht ontvangen en reageren zo spoedig mogelijk."),
    "pl": ("Potwierdzenie otrzymania", "Otrzymaliśmy Twoją wiadomość i odpowiemy jak najszybciej."),
    "sv": ("Mottagningsbekräftelse", "Vi har mottagit ditt meddelande och återkommer så snart vi kan."),
}


@pytest.mark.parametrize(("subject", "body"), RECEIVED.values(), ids=RECEIVED)
def test_an_acknowledgement_is_an_automatic_answer(subject: str, body: str) -> None:
    assert kinds_of(mail(subject, body))[1] is Kind.AUTO_REPLY
    assert kinds_of(mail(subject, body, "Auto-Submitted: auto-generated"))[0] is Kind.AUTO_REPLY
    assert kinds_of(mail(subject, body, sender="support@acme.example"))[0] is Kind.AUTO_REPLY


UNDELIVERED = {
    "en": "Undelivered Mail Returned to Sender",
    "es": "Mensaje no entregado: Logo",
    "de": "Unzustellbar: Logo",
    "fr": "Échec de la remise : Logo",
    "pt": "Mensagem não entregue: Logo",
    "it": "Messaggio non recapitato: Logo",
    "nl": "Onbestelbaar: Logo",
    "pl": "Niedostarczona: Logo",
    "sv": "Olevererbart: Logo",
}


@pytest.mark.parametrize("subject", UNDELIVERED.values(), ids=UNDELIVERED)
def test_a_failure_notice_is_a_bounce_and_a_forwarded_one_is_not(subject: str) -> None:
    sender = "Mail Relay <relay@mx.studio.example>"
    assert kinds_of(mail(subject, sender=sender)) == (Kind.BOUNCE, Kind.BOUNCE)
    assert kinds_of(mail(f"Fwd: {subject}", "Ana, this came back.")) == (Kind.HUMAN, Kind.HUMAN)


READ = {
    "en": "Read: Logo",
    "es": "Leído: Logo",
    "de": "Gelesen: Logo",
    "fr": "Lu : Logo",
    "pt": "Lida: Logo",
    "it": "Letto: Logo",
    "nl": "Gelezen: Logo",
    "pl": "Przeczytano: Logo",
    "sv": "Läst: Logo",
}


@pytest.mark.parametrize("subject", READ.values(), ids=READ)
def test_a_read_receipt_needs_a_second_sign(subject: str) -> None:
    assert kinds_of(mail(subject, "", "Return-Path: <>"))[0] is Kind.MDN
    assert kinds_of(mail(subject, "Read it, it is good.")) == (Kind.HUMAN, Kind.HUMAN)


ACCEPTED = {
    "en": "Accepted",
    "es": "Aceptado",
    "de": "Zugesagt",
    "fr": "Accepté",
    "pt": "Aceito",
    "it": "Accettato",
    "nl": "Geaccepteerd",
    "pl": "Zaakceptowano",
    "sv": "Accepterat",
}


@pytest.mark.parametrize("word", ACCEPTED.values(), ids=ACCEPTED)
def test_a_calendars_answer_is_told_from_a_persons(word: str) -> None:
    assert kinds_of(mail(f"{word}: Kick-off @ Mon 10 Aug 2026 15:00"))[0] is Kind.CALENDAR
    assert kinds_of(mail(f"{word}: Kick-off", "", "Thread-Topic: Kick-off"))[0] is Kind.CALENDAR
    assert kinds_of(mail(f"{word}: your quote", "We take it. Bob")) == (Kind.HUMAN, Kind.HUMAN)


CHALLENGES = {
    "en": "Please confirm your message",
    "es": "Por favor confirme su mensaje",
    "de": "Bitte bestätigen Sie Ihre Nachricht",
    "fr": "Veuillez confirmer votre message",
    "pt": "Confirme a sua mensagem",
    "it": "Conferma il tuo messaggio",
    "nl": "Bevestig uw bericht",
    "pl": "Potwierdź swoją wiadomość",
    "sv": "Bekräfta ditt meddelande",
}


@pytest.mark.parametrize("subject", CHALLENGES.values(), ids=CHALLENGES)
def test_a_challenge_needs_a_second_sign(subject: str) -> None:
    assert kinds_of(mail(subject, "", "Auto-Submitted: auto-replied"))[0] is Kind.CHALLENGE
    assert kinds_of(mail(subject, "Was it you? Bob"))[0] is Kind.HUMAN


FOOTERS = {
    "en": "To unsubscribe click here.",
    "es": "Para darse de baja, pulse aquí.",
    "de": "Hier können Sie den Newsletter abbestellen.",
    "fr": "Pour vous désinscrire, cliquez ici.",
    "pt": "Para cancelar a subscrição, clique aqui.",
    "it": "Per disiscriversi, clicca qui.",
    "nl": "Klik hier om u af te melden: afmelden.",
    "pl": "Aby się wypisać, kliknij tutaj.",
    "sv": "Klicka här för att avregistrera dig.",
}
LINKS = "https://shop.example/1 https://shop.example/2 https://shop.example/3"


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS)
def test_small_print_and_links_make_a_newsletter(footer: str) -> None:
    assert kinds_of(mail("Spring", f"{LINKS}\n\n{'-' * 40}\n{footer}"))[1] is Kind.NEWSLETTER
    assert kinds_of(mail("Re: Spring", f"{LINKS}\n\n{footer}"))[1] is Kind.HUMAN
    assert kinds_of(mail("Spring", f"Ana, how would you translate this?\n\n{footer}"))[1] is Kind.HUMAN


HOLIDAY = {
    "en": ("Vacation", "I'm off next week, can we move the call to the 14th?"),
    "es": ("Vacaciones", "La semana que viene no estoy, ¿movemos la llamada al 14?"),
    "de": ("Urlaub im August", "Ich bin nächste Woche weg, können wir den Termin verschieben?"),
    "fr": ("Congés", "Je pars la semaine prochaine, on décale l'appel ?"),
    "pt": ("Férias", "Na próxima semana não estou, mudamos a reunião?"),
    "it": ("Ferie", "La prossima settimana non ci sono, spostiamo la call?"),
    "nl": ("Vakantie", "Volgende week ben ik weg, kunnen we de afspraak verzetten?"),
    "pl": ("Urlop", "W przyszłym tygodniu mnie nie ma, przełożymy rozmowę?"),
    "sv": ("Semester", "Nästa vecka är jag borta, kan vi flytta mötet?"),
}


@pytest.mark.parametrize(("subject", "body"), HOLIDAY.values(), ids=HOLIDAY)
def test_a_person_who_speaks_of_a_holiday_is_a_person(subject: str, body: str) -> None:
    assert kinds_of(mail(subject, body)) == (Kind.HUMAN, Kind.HUMAN)
    assert kinds_of(mail(subject, body, "X-Auto-Response-Suppress: All")) == (Kind.HUMAN, Kind.HUMAN)


ANSWER = ("In-Reply-To: <ask@studio.example>", "References: <ask@studio.example>")
ODD = [
    ("suppress", ("X-Auto-Response-Suppress: DR, OOF, AutoReply",)),
    ("auto_submitted_no", ("Auto-Submitted: no",)),
    (
        "wants_a_receipt",
        ("Disposition-Notification-To: bob@acme.example", "Return-Receipt-To: bob@acme.example"),
    ),
    (
        "exchange",
        ("X-MS-Has-Attach: yes", "X-MS-TNEF-Correlator: x", "Content-Class: urn:content-classes:message"),
    ),
    ("rules_loop_but_answered", ("X-MS-Exchange-Organization-AuthAs: Internal",)),
    ("list_unsubscribe_of_a_gateway", ("List-Unsubscribe: <https://crm.example/u>",)),
    ("feedback_id", ("Feedback-ID: 1:2:3:mail",)),
    ("own_domain_bounces", ("Return-Path: <bounces+12-ana=studio.example@mta.acme.example>",)),
    ("errors_to", ("Errors-To: bob@acme.example",)),
    ("precedence_first_class", ("Precedence: first-class",)),
    (
        "zendesk_agent",
        ("X-Mailer: Zendesk Mailer", "Auto-Submitted: auto-generated", "X-Zendesk-From-Account-Id: 1"),
    ),
    ("rt_agent", ("RT-Ticket: acme.example #12", "Precedence: bulk")),
    ("otrs_agent", ("X-Mailer: OTRS Mail Service (6.0)", "Precedence: bulk")),
    ("jira_comment", ("X-JIRA-FingerPrint: 1a", "Auto-Submitted: auto-generated", "Precedence: bulk")),
]


@pytest.mark.parametrize("fields", [o[1] for o in ODD], ids=[o[0] for o in ODD])
def test_a_person_with_odd_headers_is_a_person(fields: tuple[str, ...]) -> None:
    source = mail("Re: [acme #12] Logo", "Yes, we take the blue one. Bob", *ANSWER, *fields)
    assert kinds_of(source) == (Kind.HUMAN, Kind.HUMAN)


MACHINES = [
    (
        "zendesk_receipt",
        "[Request received] Logo",
        ("X-Mailer: Zendesk Mailer", "Auto-Submitted: auto-generated"),
    ),
    (
        "rt_receipt",
        "[acme.example #12] AutoReply: Logo",
        ("RT-Ticket: acme.example #12", "Auto-Submitted: auto-replied"),
    ),
    ("rt_reply_program", "Re: [acme #12] Logo", ("RT-Ticket: a #12", "Auto-Submitted: auto-replied")),
    ("sieve", "Auto: Logo", ("Auto-Submitted: auto-replied (vacation)",)),
    (
        "gmail_vacation",
        "On the road Re: Logo",
        ("Precedence: bulk", "X-Autoreply: yes", "Auto-Submitted: auto-replied"),
    ),
    ("notes", "AUTO: Bob Weber is out of the office (returning 14.08.2026)", ()),
    ("notes_de", "Bob Weber ist außer Haus.", ()),
    ("bracketed", "[Automatyczna odpowiedź] Logo", ()),
    ("latvian", "Ārpus biroja automātiska atbilde: Logo", ()),
    ("no_longer_here", "No longer with Acme", ("Return-Path: <>",)),
]


@pytest.mark.parametrize(("subject", "fields"), [m[1:] for m in MACHINES], ids=[m[0] for m in MACHINES])
def test_a_program_that_answers_is_no_person(subject: str, fields: tuple[str, ...]) -> None:
    assert kinds_of(mail(subject, "", *ANSWER, *fields))[0] is Kind.AUTO_REPLY


PEOPLE = [
    ("delivery_of_goods", "Delivery problem: the chairs"),
    ("delivery_es", "Entrega retrasada: sillas"),
    ("headlines", "Headlines for your landing page"),
    ("weekly", "Weekly report"),
    ("standup", "Daily standup"),
    ("car", "Auto: Angebot für den Kombi"),
    ("enquiry", "Your enquiry"),
    ("anfrage", "Ihre Anfrage vom 3. August"),
    ("colleague", "Carol is out of the office until Monday, so I answer"),
    ("read", "Read: this article"),
    ("confirm", "Please confirm your address on the invoice"),
    ("ticket", "Ticket sales"),
    ("invoice", "Invoice #123 for August"),
    ("oncall", "On leave: who covers for me?"),
    ("automatic", "Automatic invoices, a question"),
    ("newsletter_job", "Texts for our newsletter"),
]


@pytest.mark.parametrize("subject", [p[1] for p in PEOPLE], ids=[p[0] for p in PEOPLE])
@pytest.mark.parametrize("sender", [BOB, "office@acme.example", "Bob from Weekly Deals <bob@weekly.example>"])
def test_a_person_whose_subject_resembles_a_machines_is_a_person(subject: str, sender: str) -> None:
    body = "Hello Ana,\n\ncould you look at this? Thank you for your message of yesterday.\n\nBob"
    assert kinds_of(mail(subject, body, sender=sender)) == (Kind.HUMAN, Kind.HUMAN)


@pytest.mark.parametrize(
    "local", ["it-admin", "sales-request", "david-robot", "jenkins", "orders", "club-owner", "377861373"]
)
def test_a_persons_address_may_sound_like_a_programs(local: str) -> None:
    sender = f"{local}@acme.example"
    fields = (f"Return-Path: <{sender}>", f"Sender: {sender}")
    assert kinds_of(mail("Re: Logo", "Yes.", *ANSWER, *fields, sender=sender)) == (Kind.HUMAN, Kind.HUMAN)
    assert kinds_of(mail("Logo", "A question.", *fields, sender=sender)) == (Kind.HUMAN, Kind.HUMAN)


LISTS = [
    ("majordomo", ("Sender: owner-talk@lists.example", "Precedence: bulk"), "Logo"),
    ("mailman", ("Sender: talk-bounces@lists.example", "Precedence: list"), "Logo"),
    ("bulk_answer", ("Precedence: bulk",), "Re: Logo"),
    ("own_list_id", ("List-Id: <ana.studio.example>",), "Logo"),
    (
        "google_group",
        ("List-Id: <talk.groups.example>", "List-Post: <https://x.example>", "Precedence: list"),
        "Logo",
    ),
]


@pytest.mark.parametrize(("fields", "subject"), [x[1:] for x in LISTS], ids=[x[0] for x in LISTS])
def test_a_lists_post_is_a_persons_where_it_names_the_owner(fields: tuple[str, ...], subject: str) -> None:
    header = mail(subject, "", *fields).partition(b"\n\n")[0]
    assert read(header, NOON).kind is Kind.LIST
    assert read(header, NOON, frozenset({"ana@studio.example"})).kind is Kind.HUMAN


def test_a_report_that_does_not_say_of_what_is_told_by_its_parts() -> None:
    part = "--b\nContent-Type: message/disposition-notification\n\nDisposition: x; displayed\n--b--\n"
    source = f"From: {BOB}\nSubject: Logo\nContent-Type: multipart/report; boundary=b\n\n{part}".encode()
    assert kinds_of(source) == (Kind.BOUNCE, Kind.MDN)


def test_a_filters_rejection_is_a_bounce_though_it_looks_like_a_receipt() -> None:
    report = "multipart/report; report-type=disposition-notification; boundary=b"
    header = f"From: relay@acme.example\nSubject: Automatically rejected mail\nContent-Type: {report}\n\n"
    assert read(header.encode(), NOON).kind is Kind.BOUNCE


@pytest.mark.parametrize(
    "reason",
    [
        (mail("Automatic reply: Logo"), "its subject begins with “automatic reply”"),
        (mail("Logo", "", "Return-Path: <>"), "its sender is empty, as machines leave it"),
        (mail("Logo", sender="no-reply@shop.example"), "its sender, no-reply@, takes no answers"),
        (mail("Logo", "This is an automated message."), "its text says that no person wrote it"),
        (mail("Logo", "Yes."), "nothing in it speaks of a machine"),
    ],
    ids=["subject", "sender", "robot", "text", "person"],
)
def test_the_reason_is_told_in_words(reason: tuple[bytes, str]) -> None:
    assert classify_source(reason[0])[1] == reason[1]


def test_where_the_header_leaves_it_open_the_text_says_who_wrote_and_until_when() -> None:
    body = "I am away until 14 August and will reply to your message when I am back."
    source = mail("Vacation", body, *ANSWER)
    header = read(mail("Vacation: Logo and colours", "", "In-Reply-To: <ask@studio.example>"), NOON)
    assert header.kind is Kind.AUTO_REPLY
    plain = read(mail("Vacation", body), NOON)
    assert plain.kind is Kind.HUMAN and withheld(plain)
    assert informed(plain, source).kind is Kind.AUTO_REPLY
    assert informed(plain, mail("Vacation", "I'm off next week, can we move the call?")).kind is Kind.HUMAN
    assert not withheld(read(mail("Re: Logo", "Yes."), NOON))


@pytest.mark.parametrize(
    "piece", ["click to verify ", "use to and to ", "this is an auto ", "e ", "is out of ", "a: "]
)
def test_a_hostile_mail_comes_to_an_end(piece: str) -> None:
    kinds_of(mail(piece * 60, piece * 8_000))
    kinds_of(mail("Vacation", piece * 8_000))
