"""What automatic answers write into their subject, language by language.

`SURE` openings are written by programs, `TITLED` ones by programs when a colon follows. `MAYBE` openings are
written by people, too, and count only together with another sign.
"""

from __future__ import annotations

import re

from ghostd.core.arrivals.phrases import PROGRAM, WORD_END, beginning

AUTO_REPLY_SURE = beginning(
    """automatic reply; automatic-reply; auto-antwort; automatic message; automated message;
    automatic notification; automatic acknowledgement; automated acknowledgement; automated reply;
    autoresponse message; out of office auto reply; out-of-office autoreply; out-of-office response;
    out of the office reply; out of the office response; out of the office autoreply; auto reply;
    auto-reply; autoreply; auto response; auto-response; autoresponse; autorespons; auto-respond;
    autoresponder; automatic response; automated response; auto responder; automatic answer;
    automatic email reply; automated email; out of office autoreply; out of office auto-reply;
    out of office reply; out of office response; out of office message; out of office notification;
    out-of-office reply; out-of-office message; vacation reply; vacation response; vacation autoreply;
    vacation auto-reply; yahoo! auto response; away message; away from my mail; ooo autoreply;
    Abwesenheitsnotiz; Abwesenheitsnachricht; Abwesenheitsmeldung; Abwesenheitsmitteilung;
    Abwesenheitsbenachrichtigung; Abwesenheitsassistent; Abwesenheitsinfo; Automatische Antwort;
    Automatische Rückantwort; Automatische Rückmeldung; Automatische Abwesenheit; Automatische Nachricht;
    Automatisch generierte Antwort; Autoantwort; Auto-Antwort; Automatische E-Mail-Antwort;
    Automatische Empfangsbestätigung; Automatische Eingangsbestätigung; Abwesenheits-Notiz;
    Antwort bei Abwesenheit; Abwesenheitsagent; Abwesenheitshinweis; Autom. Antwort; Respuesta automática;
    Respuesta automatica; Auto respuesta; Auto-respuesta; Respuesta de ausencia; Notificación automática;
    Respuesta de vacaciones; Respuesta fuera de oficina; Respuesta de fuera de la oficina;
    Respuesta automatizada; Autorespuesta; Contestación automática; Mensaje automático;
    Contestador automático; Aviso de ausencia; Mensaje de ausencia; Réponse automatique; Réponse d'absence;
    Réponse d’absence; Notification automatique; Notification d’absence; Répondeur automatique;
    Réponse auto; Message d'absence; Message d’absence; Notification d'absence; Yahoo! - Message d'absence;
    Message automatique; Absence du bureau; Absent du bureau; Avis d'absence; Resposta automática;
    Auto-resposta; Autorresposta; Notificação automática; Resposta de férias; Mensagem de ausência;
    Resposta de ausência; Aviso de ausência; Mensagem automática; Ausência temporária;
    Ausência do escritório; Risposta automatica; Risposta di assenza; Notifica automatica;
    Risposta per assenza; Messaggio fuori sede; Risposta fuori sede; Risponditore automatico posta;
    Risponditore automatico; Messaggio automatico; Messaggio di assenza; Avviso di assenza;
    Automatisch antwoord; Automatisch antwoordbericht; Automatische afwezigheidsmelding;
    Afwezigheidsantwoord; Afwezigheidsassistent; Automatisch afwezigheidsbericht; Out-of-office bericht;
    Automatische beantwoording; Automatische reactie; Automatisch bericht; Afwezigheidsbericht;
    Afwezigheidsmelding; Autoantwoord; Automatyczna odpowiedź; Automatyczna informacja; Autorespons;
    Odpowiedź automatyczna; Autoodpowiedź; Automatyczna wiadomość; Autoresponder; Autosvar; Auto-svar;
    Frånvaroassistent; Frånvaroassistenten; Frånvaroaviseringen; Automatiskt frånvaromeddelande;
    Automatiskt meddelande; Automatiskt svar; Automatisk svar; Automatsvar; Frånvaromeddelande;
    Frånvarobesked; Fraværsmelding; Fraværsbesked; Fraværsassistent; Automatisk besvarelse; Sjálfvirkt svar;
    Automaattinen vastaus; Poissaoloviesti; Poissaoloilmoitus; Automatická odpověď; Automatikus válasz;
    Răspuns automat; Otomatik yanıt; Automatinis atsakymas; Automātiskā atbilde; Automaatvastus;
    Avtomatski odgovor; Automatski odgovor; Автоответ; Автоматический ответ; Автовідповідь;
    Автоматична відповідь; Автоматичен отговор; Αυτόματη απάντηση; 自動返信; 自動応答; 自動回覆; 自动回复;
    自动答复; 不在通知;
    자동 응답; 자동 회신; 자동회신; رد تلقائي; מענה אוטומטי""",
    PROGRAM,
)

AUTO_REPLY_TITLED = beginning(
    """out of office; out of the office; out-of-office; Abwesend; Abwesenheit; Nicht im Büro; Außer Haus;
    Fuera del despacho; Estoy fuera de la oficina; Fuera de la oficina; Fuera de oficina; Ausente; Ausencia;
    Hors du bureau; Absent; Absence; Fora do escritório; Ausência; Fuori ufficio; Fuori sede; Assente;
    Assenza; Afwezig; Afwezigheid; Niet aanwezig; Poza biurem; Nieobecność; Nieobecny; Nieobecna; Frånvaro;
    Frånvarande; Ej på kontoret; Inte på kontoret; Ikke til stede; Ikke på kontoret; Fravær; Poissa;
    Poissa toimistolta; Mimo kancelář; Házon kívül; Ofis dışında; Нет на месте; Вне офиса; Εκτός γραφείου;
    外出""",
    r"\s*[:：]",
)

AUTO_REPLY_PERSON = re.compile(
    r"auto: (?:re|aw|antw|sv|rv|res|odp|rif): .{0,120}"
    r"|.{2,80} (?:is|am|will be) (?:currently )?out of (?:the |my )?office(?:\.|\s*\((?:returning|back)\b.*)"
    r"|.{2,80} (?:ist|bin) (?:derzeit |momentan )?(?:ausser haus|nicht im (?:buro|hause?)|abwesend)"
    r"(?:\.|\s*\((?:ruckkehr|zuruck)\b.*)"
    r"|.{2,80} est absente?(?:\(e\))? du bureau(?:\.|\s*\(.*)"
    r"|.{2,80} (?:esta|estara|estoy) (?:fuera de la oficina|ausente)(?:\.|\s*\((?:vuelve|regresa"
    r"|regreso)\b.*)"
    r"|.{2,80} (?:esta|estara|estou) (?:fora do escritorio|ausente)(?:\.|\s*\((?:volta|regressa|retorna)\b.*)"
    r"|.{2,80} (?:e|sono) fuori (?:ufficio|sede)(?:\.|\s*\((?:rientr|torn)\w*\b.*)"
    r"|.{2,80} (?:is|ben) (?:niet op kantoor|afwezig)(?:\.|\s*\(terug\b.*)"
    r"|.{2,80} jest nieobecn[ya](?:\.|\s*\(powrot\b.*)"
    r"|.{2,80} ar (?:inte pa kontoret|franvarande)(?:\.|\s*\((?:ater|tillbaka)\b.*)"
)
"""How Notes and Domino announce whom they answer for; the full stop or the day of return is theirs."""

AUTO_REPLY_TAIL = re.compile(
    r"\bautomati[a-z]{1,6} (?:atbilde|vastus|svar|antwoord|valasz|odgovor|odpoved|atsakymas|yanit)\s*:"
)

AUTO_REPLY_MAYBE = beginning(
    """out of office; out of the office; out-of-office; ooo; auto:; absence notice; absence notification;
    vacation message; vacation notice; holiday message; away notice; Urlaubsnotiz; Urlaubsmeldung;
    Urlaubsbenachrichtigung; Notificación de ausencia; Mensaje de vacaciones; Message de vacances;
    Notificação de ausência; Mensagem de férias; Notifica di assenza; Informacja o nieobecności;
    Powiadomienie o nieobecności; Zawiadomienie o nieobecności; Semestermeddelande; office closed;
    we are closed; closed for; absence; absent; limited access to e-mail; limited access to email;
    no longer with; no longer at; i no longer work; i have left; i am out of; i am on; i'm on;
    i will be out; i will be away; i'm away; currently out; currently away; gone fishing;
    parental leave; maternity leave; annual leave; sick leave; ich bin im; ich bin nicht;
    ich bin derzeit; ich bin bis; ich bin vom; derzeit nicht; zurzeit nicht; bin nicht; Betriebsferien;
    Betriebsurlaub; Mutterschutz; Weihnachtspause; Sommerpause; im Mutterschutz; in Elternzeit;
    geschlossen; estoy de; estaré fuera; estaré ausente; estaremos cerrados; cerrado por vacaciones;
    de baja; permiso; absente du; absent du; je suis absent; je suis absente; je suis en;
    en déplacement; fermeture; congés; vacances; congé maternité; estou de; estou ausente; estarei;
    licença; sono in; sono fuori; sono assente; sarò; chiusura; chiuso per; maternità; ik ben;
    wij zijn gesloten; gesloten; zwangerschapsverlof; verlof; jestem na; jestem nieobecny;
    jestem nieobecna; nie ma mnie; przebywam na; zwolnienie; jag är; jag har semester; föräldraledig;
    borta; bortrest; stängt; i'm out of; i am away; away until; away from; away till; away; on leave;
    on vacation; on holiday; on annual leave; on parental leave; on maternity leave; vacation; holiday;
    Abwesend; Abwesenheit; Nicht im; Außer Haus; Im Urlaub; Urlaub; Bin im Urlaub; Elternzeit; Fuera de;
    Ausente; Ausencia; De vacaciones; Vacaciones; Estoy fuera; Absent; Absente; Absence; En congés;
    En vacances; En congé; Hors du bureau; Fora do; Fora de; Ausência; De férias; Férias; Fuori;
    Assente; Assenza; In ferie; Ferie; Afwezig; Niet aanwezig; Met vakantie; Op vakantie; Vakantie;
    Poza biurem; Nieobecny; Nieobecna; Nieobecność; Urlop; Na urlopie; Frånvaro; Frånvarande;
    Afwezigheid; Vakantiebericht; Ej på; Semester; På semester; Ikke til stede; Fravær; Poissa;
    Ei paikalla; 不在""",
    WORD_END,
)

ACKNOWLEDGEMENT_MAYBE = beginning(
    """your message was received; your e-mail was received; your email was received; message received;
    email received; e-mail received; we got your; we have got your; thanks for getting in touch;
    thank you for getting in touch; thanks for reaching out; thank you for reaching out;
    thank you for your interest; thank you for your application; your application; ticket created;
    your ticket; case received; automatic confirmation; receipt of your; we've received; we’ve received;
    auto acknowledgement; auto-acknowledgement; Danke für Ihre; Vielen Dank für Deine; Danke für Deine;
    Ihr Ticket; Ihr Anliegen; Ihre Bewerbung; Neues Ticket; Wir haben deine; Bestätigung Ihrer;
    Bestätigung des Eingangs; Su solicitud; Tu solicitud; Su consulta; Su mensaje; Hemos recibido;
    Gracias por escribir; Gracias por ponerse en contacto; Gracias por tu mensaje; Gracias por su correo;
    Gracias por tu correo; Confirmación de recepción; Solicitud recibida; Votre demande; Nous avons reçu;
    Merci de nous avoir; Merci d'avoir contacté; Confirmation de réception; O seu pedido; A sua mensagem;
    Sua solicitação; Recebemos; Obrigado por entrar; Obrigado pela sua; Obrigado por contactar;
    Confirmação de recebimento; Confirmação de receção; La tua richiesta; La sua richiesta;
    Grazie per averci contattato; Grazie per la sua; Grazie per la tua; Richiesta ricevuta; Uw aanvraag;
    Uw bericht; Uw e-mail; Bedankt voor je; Bedankt voor het; We hebben uw; We hebben je; Potwierdzenie;
    Otrzymaliśmy; Twoje zgłoszenie; Przyjęcie zgłoszenia; Dziękujemy; Vi har tagit emot; Vi har fått;
    Tack för att du; Ditt ärende; Mottagningsbekräftelse; Bekräftelse på; your message to; your message has;
    your email to; your email has; your e-mail to; your e-mail has; your mail to; your request to;
    your request has; your inquiry; your enquiry; received your; we received your; we have received your;
    i have received your; thank you for your inquiry; thank you for your enquiry; thank you for your email;
    thank you for your e-mail; thank you for your message; thank you for your request;
    thank you for your mail; thank you for contacting; thank you for writing; thanks for contacting;
    thanks for your email; thanks for your message; confirmation of receipt; acknowledgement of receipt;
    acknowledgment; acknowledgement; ticket received; new ticket; support request; request received;
    case created; Ihre Nachricht an; Ihre Anfrage; Ihre E-Mail an; Eingangsbestätigung; Empfangsbestätigung;
    Wir haben Ihre; Vielen Dank für Ihre; Hemos recibido su; Hemos recibido tu; Acuse de recibo;
    Gracias por contactar; Gracias por su mensaje; Nous avons bien reçu; Accusé de réception;
    Merci de votre message; Votre message à; Merci pour votre; Recebemos a sua; Recebemos o seu;
    Obrigado pelo seu contacto; Obrigado pelo seu contato; Abbiamo ricevuto; Grazie per averci;
    Grazie per il tuo messaggio; Conferma di ricezione; Ontvangstbevestiging; Bedankt voor uw;
    Wij hebben uw; Potwierdzenie otrzymania; Dziękujemy za; Vi har mottagit; Tack för ditt""",
    WORD_END,
)

RECEIVED = re.compile(
    r"\b(?:received|receipt|acknowledge?ment|eingangs\w+|empfangs\w+|recibido|recepcion|recu"
    r"|reception|recebemos|recebi\w+"
    r"|rececao|ricevut\w|ricezione|ontvang\w+|otrzyma\w+|otrzymania|mottag\w+|tagit emot)\b"
)
AUTO_REPLY_ANYWHERE = re.compile(
    r"\b(?:out of (?:the |my )?office|on (?:annual leave|vacation|holiday|leave)|abwesend|ausser haus"
    r"|im urlaub"
    r"|ausente|fuera de (?:la )?oficina|de vacaciones|absente?|en (?:conges?|vacances)"
    r"|fora do escritorio|de ferias"
    r"|assente|fuori ufficio|in ferie|afwezig|met vakantie|nieobecn[ya]|na urlopie|franvarande|pa semester)\b"
)
