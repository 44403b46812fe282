"""What machines say in the text of their mail, language by language; compared in lower case without accents.

Every repetition is bounded, so that each expression takes linear time on any text.
"""

from __future__ import annotations

import re

UNDELIVERED = re.compile(
    r"(?:could|was|can) ?not (?:be )?(?:sent|delivered)|unable to deliver|delivery (?:has )?failed"
    r"|undeliverable|permanent (?:fatal )?errors?"
    r"|user unknown|no such (?:user|recipient)"
    r"|delivery was attempted|mailbox (?:is )?full"
    r"|nicht zugestellt|unzustellbar|postfach (?:ist )?voll"
    r"|no se (?:ha podido|pudo|puede) entregar|no pudo ser entregado|buzon (?:esta )?lleno"
    r"|n['’]a pas pu etre (?:remis|distribue|delivre|livre)|boite (?:aux lettres )?(?:est )?pleine"
    r"|nao (?:foi possivel|pode ser) entreg|caixa (?:de correio )?(?:esta )?cheia"
    r"|non (?:e stato possibile|puo essere) (?:recapit|consegn)|casella (?:di posta )?(?:e )?piena"
    r"|(?:kan|kon) niet worden (?:bezorgd|afgeleverd)|postvak (?:is )?vol"
    r"|nie (?:mozna|udalo sie) dostarczyc|nie zostala dostarczona|skrzynka (?:jest )?pelna"
    r"|(?:kan|kunde) inte levereras|brevlada(?:n)? ar full"
)

MAIL_FAILED = re.compile(
    r"\b(?:e-?mails?|mail server|messages?|recipients?|mailbox|smtp|your mail|nachricht\w{0,3}"
    r"|empfanger\w{0,2}"
    r"|mensajes?|correos?|destinatari\w{1,2}|courriels?|destinataires?|mensage(?:m|ns)|messagg\w{1,2}"
    r"|bericht\w{0,2}|ontvanger|geadresseerde|wiadomosc\w{0,2}|odbiorc\w{1,2}|meddelande\w{0,2}"
    r"|mottagare\w{0,1})\b"
)
"""What mail servers speak of, and people who speak of parcels do not."""

_OURS = r"(?:e-?mail|message|mail)"
# A person who announces a holiday uses a machine's words, too, but only the machine speaks of "your message".
ANSWERING = re.compile(
    r"\bauto(?:matic(?:ally)?|mated)?[- ]?(?:reply|response|generated|replied|responder|answer)"
    r"|do not reply to this|please do not (?:reply|respond)|(?:ticket|case) (?:number|id)"
    rf"|your (?:request|inquiry|enquiry|{_OURS}) (?:has been|was|will be|is being)"
    rf"|(?:respond|reply|answer|get back) to (?:you|your {_OURS}|this {_OURS}) (?:when|upon|after|on|as soon)"
    rf"|(?:received|respond to|reply to|read|answer) (?:all |any )?(?:your )?{_OURS}s?\b"
    r"|not (?:be )?(?:checking|reading) (?:my )?e-?mail"
    r"|(?:for|in|if|case of) (?:an? )?(?:urgent|emergenc)\w{0,6}"
    r"|automatisch|automatic[ao]\b|automatique|automatyczn|automatiskt?\b"
    r"|ihre[rn]? (?:e-?mail|nachricht|mail|anfrage)|in dringenden (?:fallen|angelegenheiten)"
    r"|su (?:mensaje|correo|e-?mail|consulta)|en caso de urgencia|asuntos? urgentes?"
    r"|votre (?:message|mail|courriel|demande)|en cas d['’]urgence"
    r"|(?:sua|tua) mensagem|seu e-?mail|em caso de urgencia|assuntos? urgentes?"
    r"|(?:suo|tuo|vostro) (?:messaggio|e-?mail)|(?:sua|tua) (?:e-?mail|mail)|(?:in caso di|per) urgenz[ae]"
    r"|(?:uw|je) (?:bericht|e-?mail|mail|vraag)|(?:voor|bij|in) dringende"
    r"|(?:twoj|panstwa|pani|pana) (?:wiadomosc|e-?mail|mail)|w (?:pilnych|naglych) (?:sprawach|przypadkach)"
    r"|ditt (?:e-?mail|mail|mejl|meddelande|arende)|vid bradskande|i bradskande"
)

RECEIVED = re.compile(
    r"\b(?:received|receipt of|ticket|case (?:number|id)|reference number|eingegangen|erhalten"
    r"|eingang|vorgangsnummer"
    r"|recibido|recibimos|recepcion|numero de (?:caso|incidencia)|(?:bien )?recu\b|reception"
    r"|numero de dossier"
    r"|recebemos|recebido|recebida|rececao|recepcao|ricevuto|ricevuta|ricezione|ontvangen|ontvangst"
    r"|otrzymalismy|otrzymano|odebralismy|mottagit|tagit emot|arendenummer)\b"
)
PROMISED = re.compile(
    r"\b(?:as soon as|shortly|within|business days|in the order|will (?:be )?(?:respond|repl|answer"
    r"|contact|get back|process|review|look|in touch)"
    r"|schnellstmoglich|so (?:bald|schnell|rasch)|umgehend|in kurze|bearbeite[nt]|melden uns|werktag\w{0,4}"
    r"|lo antes posible|a la mayor brevedad|en breve|responderemos|contactaremos|atenderemos"
    r"|(?:meilleurs|plus brefs|brefs) delais|des que possible|prochainement|repondrons|recontacterons"
    r"|o mais (?:breve|rapid\w{0,6})|assim que possivel|responderemos|entraremos em contacto?"
    r"|al piu presto|nel piu breve|appena possibile|risponderemo|ricontatteremo"
    r"|zo (?:snel|spoedig) mogelijk|nemen (?:wij |we )?contact|werkdag\w{0,4}"
    r"|jak najszybciej|niezwlocznie|skontaktujemy|odpowiemy"
    r"|sa snart (?:som mojligt|vi kan)|aterkommer|kontaktar)"
)
"""An acknowledgement says both: that something came, and that somebody will see to it."""

_SENT = (
    r"(?:reply|response|responder|message|e-?mail|mail|answer|notification|notice|confirmation"
    r"|acknowledge?ment)"
)
DECLARED = re.compile(
    rf"\b(?:this|the following) (?:is|was) an? (?:auto(?:mated|matic|matically)?|computer|system)[- ]?"
    rf"(?:generated |sent )?(?:out[- ]of[- ](?:the[- ])?office )?{_SENT}"
    rf"|\bthis {_SENT} (?:is|was|has been) (?:automatically|auto|computer|system)[- ](?:generated|sent"
    rf"|created)"
    rf"|\bautomatically generated {_SENT}|\bauto[- ]?generated {_SENT}|\bautomated {_SENT}, please"
    rf"|\b(?:please )?do not (?:reply|respond)(?: directly)? to this (?:automated |automatic )?{_SENT}"
    r"|\bdies(?:e[rs]?)? (?:ist|e-?mail|nachricht|mail|antwort)\b.{0,40}\bautomatisch"
    r"|\bautomatisch (?:generierte|erzeugte|erstellte|versandte|versendete)"
    r"|\bbitte (?:antworten sie|antworte) nicht auf diese"
    r"|\b(?:este|esta|esto) (?:es un|es una|mensaje|correo|respuesta)\b.{0,40}\bautomatic(?:o|a|amente)\b"
    r"|\b(?:generad|enviad)[oa] automaticamente|\bno responda a este (?:mensaje|correo)"
    r"|\b(?:ceci est|ce|cet|cette) (?:un |une )?(?:message|mail|courriel|reponse"
    r"|e-?mail)\b.{0,40}\bautomatique"
    r"|\bmerci de ne pas repondre a ce"
    r"|\b(?:esta|este|isto) (?:e uma?|mensagem|e-?mail|resposta)\b.{0,40}\bautomatic(?:o|a|amente)\b"
    r"|\b(?:gerad|enviad)[oa] automaticamente|\bnao responda a est"
    r"|\b(?:questo|questa) (?:e un|e una|messaggio|e-?mail|risposta)\b.{0,40}\bautomatic(?:o|a|amente)\b"
    r"|\bgenerat[oa] automaticamente|\bsi prega di non rispondere"
    r"|\b(?:dit|deze) (?:is een|bericht|e-?mail|mail)\b.{0,40}\bautomatisch|\bgelieve niet te antwoorden"
    r"|\b(?:ta|niniejsza|to) (?:jest )?(?:wiadomosc|odpowiedz)?.{0,40}\b(?:wygenerowan\w{1,3} )?automatyczn"
    r"|\bautomatycznie wygenerowan|\bprosimy nie odpowiadac"
    r"|\b(?:detta|det har) (?:ar ett|mail|mejl|meddelande|svar)\b.{0,40}\bautomatisk"
    r"|\bautomatiskt (?:genererat|skickat)|\bsvara inte pa detta"
)
"""A text that says of itself that no person wrote it: enough under any subject."""

SCANNED = re.compile(
    r"\b(?:scann?ed|gescannt|gepruft|geprueft|viren\w{0,6}|virus\w{0,2}|analizad[oa]|escanead[oa]|analyse"
    r"|verificad[oa]|scansionat[oa]|controllat[oa]|gecontroleerd|gescand|przeskanowan\w{1,2}|skannad|antivirus)\b"
)
"""What else happens to mail automatically, people's too."""

ASKED = re.compile(
    r"\?(?=\s|$)|\b(?:could|can|would) you"
    r"|\b(?:change|translate|fix|add|replace|rewrite|missing) (?:the|our|a|an)\b"
    r"|\b(?:kannst du|konnten sie|konntest du|puedes|podrias|podria usted|pouvez|peux|pourriez|podes|poderia"
    r"|puoi|potresti|potrebbe|kun je|kunt u|mozesz|czy moz|kan du)\b"
)
"""A sentence that wants something of the reader, as a newsletter's small print does not."""

CHALLENGED = re.compile(
    r"(?:click|follow|visit|reply|use)[^.]{0,80}(?:to|and)[^.]{0,40}"
    r"(?:verify|confirm|authenticate|have your address added|release)[^.]{0,60}"
    r"(?:your (?:e-?mail|message|mail|address|identity)|allowed list|that you are|sender)"
    r"|(?:link|address)[^.]{0,60}(?:added to|to (?:ensure|guarantee) delivery)[^.]{0,60}(?:allowed"
    r"|safe|white|e-?mail)"
    r"|(?:e-?mail|message|mail) (?:you sent |to me )?(?:is|has been|was) (?:being )?"
    r"(?:held|quarantined|queued)[^.]{0,80}(?:confirm|verif|authenticat|until you)"
    r"|(?:klicken|antworten) sie[^.]{0,80}(?:bestatig|zustell)\w{0,6}[^.]{0,40}(?:nachricht|absender|e-?mail)"
    r"|(?:haga clic|responda)[^.]{0,80}(?:confirm|verific)\w{0,6}[^.]{0,40}(?:mensaje|remitente|correo)"
    r"|cliquez[^.]{0,80}(?:confirm|authentifi|valid)\w{0,6}[^.]{0,40}(?:message|expediteur|courriel|envoi)"
)

CHALLENGER = re.compile(
    r"\b(?:spam|junk|deliver\w{0,3}|held|queued?|quarantined?|white ?list\w{0,3}|allowed|approved|released?"
    r"|unknown senders?|not recogni[sz]ed?|one[- ]time|first time|challenge|verification"
    r"|zugestellt|zustell\w{0,6}|absender\w{0,12}|spamschutz|entregad[oa]|remitente|antispam|pourriels?"
    r"|expediteur|delivre)\b"
)
"""Why a filter asks; people ask to confirm an address, too."""

UNSUBSCRIBE = re.compile(
    r"\bunsubscrib|\bto be (?:removed|taken off)|\bremove (?:me|yourself|your (?:name|address|e-?mail))"
    r"|\bopt[- ]?out|\b(?:manage|change|update) your (?:\w{1,20} )?(?:preferences|subscription|profile)"
    r"|\byou (?:are|have been) (?:receiving|sent) this|\byou received this (?:e-?mail|message|newsletter)"
    r"|\bsigned up (?:for|to receive)|\bview (?:it |this )?(?:e-?mail )?in (?:your |a )?browser"
    r"|\bsubscribed to"
    r"|\bmailing list options|\bchange your e-?mail address|\bremoved from (?:this|our) (?:mailing )?list"
    r"|\bnot display(?:ing|ed)? (?:properly|correctly)|\bthis (?:message|e-?mail) was sent to\b"
    r"|\babbestellen|\babmelden|\baustragen|\bnewsletter abbestell"
    r"|\bdar(?:se|te|me) de baja|\bcancelar (?:la |su |tu )?suscripcion"
    r"|\bdesinscri|\bdesabonn|\bvous recevez ce (?:mail|message|courriel)"
    r"|\bcancelar (?:a )?(?:inscricao|subscricao|assinatura)|\bdescadastr|\bremover (?:o )?(?:seu )?e-?mail"
    r"|\bdisiscri|\bcancellarsi|\bannulla(?:re)? l['’]iscrizione"
    r"|\bafmelden|\buitschrijven|\bwypis(?:ac|z)|\bzrezygnowac z (?:subskrypcji|newslettera)"
    r"|\bavregistrera|\bavprenumerera|\bavsluta prenumeration"
)
