"""What mail servers, calendars, challenges, receipts and newsletters write into subject and sender.

`SURE` openings are written by programs; `MAYBE` ones by people, too, and count only with another sign.
"""

from __future__ import annotations

import re

from ghostd.core.arrivals.phrases import PROGRAM, WORD_END, beginning

BOUNCE_SURE = beginning(
    """automatically rejected mail; rejected mail; mail rejected; message rejected; message blocked;
    mail delivery problem; undelivered mail to; failed delivery; failed mail; unable to deliver your;
    message status - undeliverable; mail undelivered; could not deliver; non delivery report;
    non-delivery notification; Unzustellbare Mail; Unzustellbare E-Mail; E-Mail unzustellbar;
    Nachricht unzustellbar; Fehler bei der Zustellung; Nachricht nicht zugestellt;
    Mailzustellung fehlgeschlagen; Zustellungsfehler; No se pudo entregar; Correo devuelto;
    Mensaje devuelto; Mensaje rechazado; Échec de distribution; Courrier non distribué; Message non remis;
    Mail non distribué; Non délivré; Courriel non remis; Mensagem devolvida; E-mail não entregue;
    Mail non recapitata; Posta non recapitabile; Messaggio non consegnato; Notifica di mancata consegna;
    Bericht niet afgeleverd; Niet afgeleverd; Niet-bestelbaar; Bericht onbestelbaar;
    Kan niet worden afgeleverd; Nie dostarczono; Wiadomość niedostarczona; Niedostarczona wiadomość;
    Zwrot poczty; Meddelandet kunde inte levereras; undelivered mail returned to sender; undelivered mail;
    undelivered message; delivery status notification; delivery notification; mail delivery failed;
    mail delivery failure; mail delivery error; mail delivery system; mail delivery status;
    message delivery failed; message delivery failure; message delivery has failed; email delivery failure;
    delivery has failed; delivery failure to; delivery failure notification; delivery failure;
    failure notice; mail failure; mail system error; returned mail; returned email; return mail;
    undeliverable; undeliverable mail; undeliverable message; undeliverable email; message undeliverable;
    mail undeliverable; notice: mail delivery status; nondeliverable mail; non-delivery report;
    non delivery notification; warning: could not send message; your message could not be delivered;
    your message was not delivered; your message was not sent; your e-mail could not be delivered;
    your email could not be delivered; mail could not be delivered; email could not be delivered;
    message could not be delivered; message notification: your message was not; message you sent blocked;
    there was an error sending your mail; delayed mail; delivery delayed;
    delivery status notification (delay); unable to deliver; cannot deliver mail; Unzustellbar;
    Nicht zustellbar; Unzustellbare Nachricht; Zustellung fehlgeschlagen; Zustellfehler;
    Benachrichtigung zum Übermittlungsstatus; Mail nicht zustellbar; Ihre E-Mail konnte nicht;
    No se puede entregar; No se ha podido entregar; No entregado; Correo no entregado; Mensaje no entregado;
    Error en la entrega; Error de entrega; Notificación de estado de entrega; Devolución de correo;
    Non remis; Non remise; Échec de la remise; Échec de remise; Non distribuable; Message non distribué;
    Message non délivré; Notification d'état de remise; Impossible de remettre; Não é possível entregar;
    Não entregue; Falha na entrega; Falha de entrega; Mensagem não entregue; Não entregável;
    Mancata consegna; Mancato recapito; Impossibile recapitare; Non recapitabile; Messaggio non recapitato;
    Onbestelbaar; Kan niet worden bezorgd; Niet bezorgd; Mislukte bezorging; Bezorging mislukt;
    Nie można dostarczyć; Niedostarczona; Niedostarczalna; Niedostarczone; Błąd dostarczenia;
    Zwrot wiadomości; Kan inte levereras; Olevererat; Olevererbart; Går ej att leverera; Ej levererat;
    Kan ikke leveres; Ikke levert; Недоставленное сообщение; Ваше сообщение не доставлено;
    Не удалось доставить; Недоставлено; 系统退信; 退信; 配信不能;
    配達不能; メッセージを配信できません; 送信できませんでした;
    배달되지 않음""",
    PROGRAM,
)

BOUNCE_MAYBE = beginning(
    """mail delivery warning; mail delivery incomplete; delivery error; delivery problem; message delayed;
    mail error; returned to sender; user unknown; no such user; non delivery; Rücksendung;
    Zustellung nicht möglich; Zustellung verzögert; Entrega fallida; Entrega retrasada; Fallo en la entrega;
    Fallo de entrega; No entregable; Imposible entregar; Échec de livraison; Retour à l'expéditeur;
    Remise retardée; Entrega falhou; Não foi possível entregar; Erro na entrega; Entrega atrasada;
    Consegna non riuscita; Consegna fallita; Errore di consegna; Recapito ritardato; Aflevering mislukt;
    Bezorging vertraagd; Nieudane dostarczenie; Opóźnienie w dostarczeniu; Leveransen misslyckades;
    Leveransfel; Misslyckad leverans; Kunde inte levereras; Leverans misslyckades; Försenad leverans""",
    WORD_END,
)
"""Parcels are delivered, too: these count only together with another sign."""

BOUNCE_DELAYED = re.compile(
    r"warning: message \S+ delayed|.{0,40}\(delay(?:ed)?\)|delay(?:ed mail|ivery delayed)"
)
BOUNCE_ANYWHERE = re.compile(
    r"\b(?:could not be delivered|was not (?:delivered|sent)|not be delivered|undeliverable|undelivered"
    r"|non[- ]?delivery|delivery (?:failure|failed|report|status)|failed delivery|not listed in)\b"
)

CHALLENGE_SURE = beginning(
    """please confirm delivery; confirm your message; confirm your e-mail; confirm delivery of your;
    your message is held; your message is being held; your mail is held; awaiting your confirmation;
    awaiting confirmation; one-time verification; one time verification; verify your email to;
    verify your e-mail to; sender authentication; authenticate your message; anti-spam challenge;
    spam protection: confirm; tmda confirmation; Absenderbestätigung;
    Bestätigung Ihrer Nachricht erforderlich; Bestätigung erforderlich; Absenderüberprüfung;
    Confirme su mensaje; Confirme su correo; Verificación del remitente; Confirmación del remitente;
    Confirmez votre message; Authentification de votre message; Vérification de l'expéditeur;
    Confirmation de l'expéditeur; Confirmez votre envoi; Por favor, confirme a sua mensagem;
    Confirme a sua mensagem; Verificação do remetente; Conferma il tuo messaggio; Verifica del mittente;
    Confermi il suo messaggio; Conferma del mittente; Bevestig uw bericht; Bevestig uw e-mail;
    Verificatie van afzender; Afzenderverificatie; Potwierdź swoją wiadomość; Weryfikacja nadawcy;
    Potwierdzenie nadawcy; Bekräfta ditt meddelande; Avsändarverifiering; Verifiering av avsändare;
    Por favor confirme su correo; please confirm your message; please confirm your email;
    please confirm your e-mail; please confirm your mail; please verify your message; sender verification;
    sender confirmation; sender address verification; message verification;
    confirmation required to deliver; your message is awaiting; your message requires;
    your message to me requires; your mail is awaiting; your email requires verification;
    challenge response; verification required for; anti-spam verification; anti-spam confirmation;
    spamarrest; action required to deliver; Bitte bestätigen Sie Ihre Nachricht;
    Bitte bestätigen Sie Ihre E-Mail; Por favor confirme su mensaje; Veuillez confirmer votre message;
    Veuillez confirmer votre courriel""",
    WORD_END,
)
CHALLENGE_ANYWHERE = re.compile(r"\b(?:confirm|verify|verification|challenge|bestatig|confirme|confirmez)")
CHALLENGE_HOST = re.compile(
    r"(?:^|\.)(?:boxbe|spamarrest|mailinblack|bluebottle|knowspam|spamlion|choicemail|uol-antispam"
    r"|antispamuol"
    r"|sendio|qurb|mailblocks)\.(?:com|net|org|fr|br)$"
)
CHALLENGE_SENDER = re.compile(r"(?:^|[-+._])(?:confirm|confirmation|challenge|verify|tmda|c/?r)(?:[-+._=]|$)")

CALENDAR_ANSWER = beginning(
    """accepted; declined; tentative; tentatively accepted; canceled; cancelled; invitation;
    updated invitation; canceled event; cancelled event; new time proposed; meeting forward notification;
    event updated; Zugesagt; Abgelehnt; Mit Vorbehalt; Abgesagt; Einladung; Aktualisierte Einladung;
    Aceptado; Aceptada; Rechazado; Provisional; Cancelado; Cancelada; Invitación; Invitación actualizada;
    Accepté; Refusé; Provisoire; Annulé; Invitation mise à jour; Aceito; Aceite; Recusado; Tentativa;
    Convite; Convite atualizado; Accettato; Rifiutato; Provvisorio; Annullato; Invito; Invito aggiornato;
    Geaccepteerd; Geweigerd; Voorlopig; Geannuleerd; Uitnodiging; Zaakceptowano; Odrzucono;
    Wstępna akceptacja; Anulowano; Zaproszenie; Accepterat; Avböjt; Preliminärt; Inställt; Inbjudan;
    Accepteret; Afvist; Akseptert; Avslått""",
    r"\s?:\s",
)
CALENDAR_TIME = re.compile(r"\s@\s.{0,40}\d")

READ_SURE = beginning(
    """read receipt; return receipt; delivery receipt; disposition notification; message disposition;
    Lesebestätigung; Empfangsbestätigung (angezeigt); Confirmación de lectura; Acuse de lectura;
    Confirmation de lecture; Accusé de lecture; Confirmação de leitura; Recibo de leitura;
    Conferma di lettura; Ricevuta di lettura; Ricevuta di ritorno; Leesbevestiging;
    Ontvangstbevestiging (weergegeven); Potwierdzenie przeczytania; Potwierdzenie odczytu; Läskvitto;
    Läsbekräftelse""",
    WORD_END,
)
READ_TITLED = beginning(
    """read; not read; opened; Gelesen; Nicht gelesen; Ungelesen; Leído; No leído; Lu; Non lu; Lida; Lido;
    Não lida; Não lido; Letto; Non letto; Da leggere; Gelezen; Niet gelezen; Przeczytano; Przeczytane;
    Nie przeczytano; Läst; Oläst; Ej läst; Message status - opened; Message status - delivered""",
    r"\s*:\s",
)

NEWSLETTER_ISSUE = re.compile(
    r"\be-?(?:mail )?newsletter\b|\bnewsletter\b.{0,40}(?:\d|#|issue|edition|vol)|\d.{0,40}\bnewsletter\b"
    r"|^(?:the |your )?(?:daily|weekly|monthly) \w+ [\d/.-]{5,10}$|\bheadlines for \d{4}|\bdigest (?:v\d|#\d)"
    r"|\bannouncements? \(|\b(?:issue|vol(?:ume)?|edition|ausgabe|numero|nummer)\s?[.#]?\s?\d{1,4}\b.{0,60}"
    r"\b(?:issue|vol|no)\b"
)
NEWSLETTER_NAME = re.compile(
    r"\b(?:e-?news|e-?zines?|newsletters?|digests?|bulletin|mailing list|announcements?|tech tips"
    r"|editorial staff"
    r"|horoscopes?|hirlevel|boletin|boletim|rundbrief|infobrief|infolettre|bollettino|nieuwsbrief|biuletyn"
    r"|nyhetsbrev)\b"
)
BULK_LOCAL = re.compile(
    r"\w{1,30}_\d{10,}(?:[_.-].*)?|online#.*|.{0,60}#.{0,60}|\d+\.\d{3,}\..*|bounces?[-+._].*"
    r"|.{1,60}[-+]bounces?"
    r"|rssfeeds?|feedback(?:loop|[-_]?id).*|dmarc.*|(?:order|ship|shipping|account|auto)-"
    r"(?:update|confirm|confirmation|status)\w*|confirmations?|mailinglist\w*|nobody|www(?:-data)?"
    r"|anacron|subscriptions?"
    r"|listmanager|reminders?|enews|e-news|digest|virusupdates|.{1,40}[-_.](?:no-?reply|noreply"
    r"|notifications?|alerts?)"
)

ROBOT = re.compile(
    r"(?:mailer-?daemon|postmaster|mdaemon|no[-_.]?reply|noreply|do[-_.]?not[-_.]?reply|donotreply"
    r"|no-?responder"
    r"|no-?responda|nao-?responda|naoresponda|ne-?pas-?repondre|nepasrepondre|keine-?antwort|non-?rispondere"
    r"|niet-?beantwoorden|notifications?|notify|alerts?|newsletters?|news|hirlevel|mailings?|mailer|bounces?"
    r"|listsupport|(?:patchwork|syz|dependa|renovate|build|merge|ci)-?bot|.{1,40}-daemon|bugzilla|cron|auto-?(?:reply"
    r"|respon\w+|confirm\w*|mailer)|daily\w*|robot|automail\w*|system)"
    r"(?:[-+._=].*)?"
)
ROBOT_NAME = re.compile(
    r"\b(?:cron daemon|anacron|kernel test robot|patchwork ?bot|notify bot|do not reply|donotreply"
    r"|automated e?-?mail)\b"
)
HELP_DESK = re.compile(
    r"zendesk|otrs|otobo|znuny|zammad|freshdesk|freshworks|kayako|osticket|help ?scout|jira"
)
LIST_SENDER = re.compile(
    r"(?:^|[<\s])owner-[\w.-]{1,60}@|[\w.]-(?:owner|bounces|request|admin)(?:\+[^@<>\s]{1,200})?@"
)
AUTOREPLY_FIELDS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-auto-response",
    "x-vacation",
    "x-amazon-auto-reply",
)
DAEMON = re.compile(r"mailer-?daemon|mail\.?delivery\.?(?:sub)?system|mdaemon|mailerdaemon")
ROLE = re.compile(
    r"(?:support|service|services|help|helpdesk|info|contact|contacto|kontakt|customer\w*|sales"
    r"|admin\w*|office"
    r"|webmaster|registr\w+|feedback|billing|root|mail\w*|smtp\w*|\w*_smtp\w*)\d*"
)
