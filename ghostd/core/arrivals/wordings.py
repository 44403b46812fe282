"""What automatic mail writes into its subject, language by language; compared in lower case without accents.

`SURE` openings are written by programs, `TITLED` ones by programs when a colon follows. `MAYBE` openings are
written by people, too, and count only together with another sign.
"""

from __future__ import annotations

import re

from ghostd.core.characters import fold


def _opening(phrases: str, after: str) -> re.Pattern[str]:
    """Any of the phrases, between semicolons, at the start and followed by `after`."""
    words = {fold(phrase.strip()) for phrase in " ".join(phrases.split()).split(";") if phrase.strip()}
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}){after}")


_WORD_END = r"(?![^\W_])"
_PROGRAM = (
    r"(?=$|\s*[^\w\s]|\s*[^\x00-\x7f]|\s(?:from|to|re|de|del|von|van|para|pour|per|voor|di|da|do|od|bei|auf|an|op|na"
    r"|til|till|fran|fra|sur|aus|returning|returned|notification|notice|report|message|mail|see|status)\b|\s\S+@)"
)

AUTO_REPLY_SURE = _opening(
    """automatic reply; automated reply; auto reply; auto-reply; autoreply; auto response;
    auto-response; autoresponse; autorespons; auto-respond; autoresponder; automatic response;
    automated response; auto responder; automatic answer; automatic email reply; automated email;
    out of office autoreply; out of office auto-reply; out of office reply; out of office response;
    out of office message; out of office notification; out-of-office reply; out-of-office message;
    vacation reply; vacation response; vacation autoreply; vacation auto-reply; yahoo! auto response;
    away message; away from my mail; ooo autoreply; Abwesenheitsnotiz; Abwesenheitsnachricht;
    Abwesenheitsmeldung; Abwesenheitsmitteilung; Abwesenheitsbenachrichtigung; Abwesenheitsassistent;
    Abwesenheitsinfo; Automatische Antwort; Automatische Rückantwort; Automatische Rückmeldung;
    Automatische Abwesenheit; Automatische Nachricht; Automatisch generierte Antwort; Autoantwort;
    Auto-Antwort; Respuesta automática; Respuesta automatizada; Autorespuesta; Contestación automática;
    Mensaje automático; Contestador automático; Aviso de ausencia; Mensaje de ausencia;
    Réponse automatique; Réponse auto; Message d'absence; Message d’absence; Notification d'absence;
    Yahoo! - Message d'absence; Message automatique; Absence du bureau; Absent du bureau;
    Avis d'absence; Resposta automática; Mensagem de ausência; Resposta de ausência; Aviso de ausência;
    Mensagem automática; Ausência temporária; Ausência do escritório; Risposta automatica;
    Risponditore automatico; Messaggio automatico; Messaggio di assenza; Avviso di assenza;
    Automatisch antwoord; Automatische beantwoording; Automatische reactie; Automatisch bericht;
    Afwezigheidsbericht; Afwezigheidsmelding; Afwezigheidsassistent; Autoantwoord;
    Automatyczna odpowiedź; Odpowiedź automatyczna; Autoodpowiedź; Automatyczna wiadomość;
    Autoresponder; Autosvar; Automatiskt svar; Automatisk svar; Automatsvar; Frånvaromeddelande;
    Frånvarobesked; Fraværsmelding; Fraværsbesked; Fraværsassistent; Automatisk besvarelse;
    Sjálfvirkt svar; Automaattinen vastaus; Poissaoloviesti; Poissaoloilmoitus; Automatická odpověď;
    Automatikus válasz; Răspuns automat; Otomatik yanıt; Automatinis atsakymas; Automātiskā atbilde;
    Automaatvastus; Avtomatski odgovor; Automatski odgovor; Автоответ; Автоматический ответ;
    Автовідповідь; Автоматична відповідь; Автоматичен отговор; Αυτόματη απάντηση; 自動返信; 自動応答;
    自動回覆; 自动回复; 自动答复; 不在通知; 자동 응답; 자동 회신; 자동회신; رد تلقائي; מענה אוטומטי""",
    _PROGRAM,
)

AUTO_REPLY_TITLED = _opening(
    """out of office; out of the office; out-of-office; Abwesend; Abwesenheit; Nicht im Büro;
    Außer Haus; Fuera de la oficina; Fuera de oficina; Ausente; Ausencia; Hors du bureau; Absent;
    Absence; Fora do escritório; Ausência; Fuori ufficio; Fuori sede; Assente; Assenza; Afwezig;
    Afwezigheid; Niet aanwezig; Poza biurem; Nieobecność; Nieobecny; Nieobecna; Frånvaro; Frånvarande;
    Ej på kontoret; Inte på kontoret; Ikke til stede; Ikke på kontoret; Fravær; Poissa;
    Poissa toimistolta; Mimo kancelář; Házon kívül; Ofis dışında; Нет на месте; Вне офиса;
    Εκτός γραφείου; 外出""",
    r"\s*[:：]",
)

AUTO_REPLY_MAYBE = _opening(
    """out of office; out of the office; out-of-office; ooo; i am out of; i'm out of; i am away;
    away until; away from; away till; away; on leave; on vacation; on holiday; on annual leave;
    on parental leave; on maternity leave; vacation; holiday; Abwesend; Abwesenheit; Nicht im;
    Außer Haus; Im Urlaub; Urlaub; Bin im Urlaub; Elternzeit; Fuera de; Ausente; Ausencia;
    De vacaciones; Vacaciones; Estoy fuera; Absent; Absente; Absence; En congés; En vacances; En congé;
    Hors du bureau; Fora do; Fora de; Ausência; De férias; Férias; Fuori; Assente; Assenza; In ferie;
    Ferie; Afwezig; Niet aanwezig; Met vakantie; Op vakantie; Vakantie; Poza biurem; Nieobecn; Urlop;
    Na urlopie; Frånvar; Ej på; Semester; På semester; Ikke til stede; Fravær; Poissa; Ei paikalla; 不在""",
    _WORD_END,
)

ACKNOWLEDGEMENT_MAYBE = _opening(
    """your message to; your message has; your email to; your email has; your e-mail to;
    your e-mail has; your mail to; your request to; your request has; your inquiry; your enquiry;
    received your; we received your; we have received your; i have received your;
    thank you for your inquiry; thank you for your enquiry; thank you for your email;
    thank you for your e-mail; thank you for your message; thank you for your request;
    thank you for your mail; thank you for contacting; thank you for writing; thanks for contacting;
    thanks for your email; thanks for your message; confirmation of receipt; acknowledgement of receipt;
    acknowledgment; acknowledgement; ticket received; new ticket; support request; request received;
    case created; Ihre Nachricht an; Ihre Anfrage; Ihre E-Mail an; Eingangsbestätigung;
    Empfangsbestätigung; Wir haben Ihre; Vielen Dank für Ihre; Hemos recibido su; Hemos recibido tu;
    Acuse de recibo; Gracias por contactar; Gracias por su mensaje; Nous avons bien reçu;
    Accusé de réception; Merci de votre message; Votre message à; Merci pour votre; Recebemos a sua;
    Recebemos o seu; Obrigado pelo seu contacto; Obrigado pelo seu contato; Abbiamo ricevuto;
    Grazie per averci; Grazie per il tuo messaggio; Conferma di ricezione; Ontvangstbevestiging;
    Bedankt voor uw; Wij hebben uw; Potwierdzenie otrzymania; Dziękujemy za; Vi har mottagit;
    Tack för ditt""",
    _WORD_END,
)

BOUNCE_SURE = _opening(
    """undelivered mail returned to sender; undelivered mail; undelivered message;
    delivery status notification; delivery notification; mail delivery failed; mail delivery failure;
    mail delivery error; mail delivery problem; mail delivery system; mail delivery status;
    message delivery failed; message delivery failure; message delivery has failed;
    email delivery failure; delivery has failed; delivery failure to;
    delivery failure notification; delivery failure; failure notice; mail failure; mail system error;
    returned mail; returned email; return mail; undeliverable; undeliverable mail;
    undeliverable message; undeliverable email; message undeliverable; mail undeliverable;
    notice: mail delivery status; nondeliverable mail; non-delivery report; non delivery notification;
    warning: could not send message; your message could not be delivered;
    your message was not delivered; your message was not sent; your e-mail could not be delivered;
    your email could not be delivered; mail could not be delivered; email could not be delivered;
    message could not be delivered; message notification: your message was not;
    message you sent blocked; there was an error sending your mail; delayed mail; delivery delayed;
    delivery status notification (delay); unable to deliver; cannot deliver mail; Unzustellbar;
    Nicht zustellbar; Unzustellbare Nachricht; Zustellung fehlgeschlagen; Zustellfehler;
    Benachrichtigung zum Übermittlungsstatus; Mail nicht zustellbar; Ihre E-Mail konnte nicht;
    No se puede entregar; No se ha podido entregar; No entregado; Correo no entregado;
    Mensaje no entregado; Error en la entrega; Error de entrega; Notificación de estado de entrega;
    Devolución de correo; Non remis; Non remise; Échec de la remise; Échec de remise; Non distribuable;
    Message non distribué; Message non délivré; Notification d'état de remise; Impossible de remettre;
    Não é possível entregar; Não entregue; Falha na entrega; Falha de entrega; Mensagem não entregue;
    Não entregável; Mancata consegna; Mancato recapito; Impossibile recapitare; Non recapitabile;
    Messaggio non recapitato; Onbestelbaar; Kan niet worden bezorgd; Niet bezorgd; Mislukte bezorging;
    Bezorging mislukt; Nie można dostarczyć; Niedostarczona; Niedostarczalna; Niedostarczone;
    Błąd dostarczenia; Zwrot wiadomości; Kan inte levereras; Olevererat; Olevererbart;
    Går ej att leverera; Ej levererat; Kan ikke leveres; Ikke levert; Недоставленное сообщение;
    Ваше сообщение не доставлено; Не удалось доставить; Недоставлено; 系统退信; 退信; 配信不能; 配達不能;
    メッセージを配信できません; 送信できませんでした; 배달되지 않음""",
    _PROGRAM,
)

BOUNCE_DELAYED = re.compile(
    r"warning: message \S+ delayed|.{0,40}\(delay(?:ed)?\)|delay(?:ed mail|ivery delayed)"
)
BOUNCE_ANYWHERE = re.compile(
    r"\b(?:could not be delivered|was not (?:delivered|sent)|not be delivered|undeliverable|undelivered"
    r"|non[- ]?delivery|delivery (?:failure|failed|report|status)|failed delivery|not listed in)\b"
)

CHALLENGE_SURE = _opening(
    """please confirm your message; please confirm your email; please confirm your e-mail;
    please confirm your mail; please verify your message; sender verification; sender confirmation;
    sender address verification; message verification; confirmation required to deliver;
    your message is awaiting; your message requires; your message to me requires; your mail is awaiting;
    your email requires verification; challenge response; verification required for;
    anti-spam verification; anti-spam confirmation; spamarrest; action required to deliver;
    Bitte bestätigen Sie Ihre Nachricht; Bitte bestätigen Sie Ihre E-Mail;
    Por favor confirme su mensaje; Veuillez confirmer votre message; Veuillez confirmer votre courriel""",
    _WORD_END,
)
CHALLENGE_ANYWHERE = re.compile(r"\b(?:confirm|verify|verification|challenge|bestatig|confirme|confirmez)")
CHALLENGE_SENDER = re.compile(r"(?:^|[-+._])(?:confirm|confirmation|challenge|verify|tmda|c/?r)(?:[-+._=]|$)")

CALENDAR_ANSWER = _opening(
    """accepted; declined; tentative; tentatively accepted; canceled; cancelled; invitation;
    updated invitation; canceled event; cancelled event; new time proposed;
    meeting forward notification; event updated; Zugesagt; Abgelehnt; Mit Vorbehalt; Abgesagt;
    Einladung; Aktualisierte Einladung; Aceptado; Aceptada; Rechazado; Provisional; Cancelado;
    Cancelada; Invitación; Invitación actualizada; Accepté; Refusé; Provisoire; Annulé;
    Invitation mise à jour; Aceito; Aceite; Recusado; Tentativa; Convite; Convite atualizado; Accettato;
    Rifiutato; Provvisorio; Annullato; Invito; Invito aggiornato; Geaccepteerd; Geweigerd; Voorlopig;
    Geannuleerd; Uitnodiging; Zaakceptowano; Odrzucono; Wstępna akceptacja; Anulowano; Zaproszenie;
    Accepterat; Avböjt; Preliminärt; Inställt; Inbjudan; Accepteret; Afvist; Akseptert; Avslått""",
    r"\s?:\s",
)
CALENDAR_TIME = re.compile(r"\s@\s.{0,40}\d")

NEWSLETTER_ISSUE = re.compile(
    r"\be-?(?:mail )?newsletter\b|\bnewsletter\b.{0,40}(?:\d|#|issue|edition|vol)|\d.{0,40}\bnewsletter\b"
    r"|^(?:the )?daily \w+(?: [\d/.-]+)?$"
)

ROBOT = re.compile(
    r"(?:mailer-?daemon|postmaster|mdaemon|no[-_.]?reply|noreply|do[-_.]?not[-_.]?reply|donotreply|no-?responder"
    r"|no-?responda|nao-?responda|naoresponda|ne-?pas-?repondre|nepasrepondre|keine-?antwort|non-?rispondere"
    r"|niet-?beantwoorden|notifications?|notify|alerts?|newsletters?|news|hirlevel|mailings?|mailer|bounces?"
    r"|listsupport|auto-?(?:reply|respon\w+|confirm\w*|mailer)|daily\w*|robot|automail\w*|system)"
    r"(?:[-+._=].*)?"
)
DAEMON = re.compile(r"mailer-?daemon|mail\.?delivery\.?(?:sub)?system|mdaemon|mailerdaemon")
ROLE = re.compile(
    r"(?:support|service|services|help|helpdesk|info|contact|contacto|kontakt|customer\w*|sales|admin\w*|office"
    r"|webmaster|registr\w+|feedback|billing|root|mail\w*|smtp\w*|\w*_smtp\w*)\d*"
)
