"""What the text of an automatic notice of absence says, sentence by sentence, in nine languages; folded.

Each expression covers one clause. `ABSENT`, `RETURNS` and one of `UNREAD` and `URGENT`, or `REPLIES` with
`LATER`, make a notice; `NEUTRAL` stands in notices and in people's mail alike.
"""

from __future__ import annotations

import re

from ghostd.core.arrivals.absent import WEEKDAYS
from ghostd.core.arrivals.months import PATTERN as MONTH

ABSENT = re.compile(
    r"\b(?:out of (?:the |my |our )?office|away (?:from|until|till|on|for)|(?:am|be) (?:currently )?away"
    r"|on (?:\w{1,12} )?leave|on (?:\w{1,12} )?(?:vacation|holidays?)|(?:i am|i will be|i'll be) travell?ing"
    r"|not in the office|out (?:until|till)"
    r"|abwesend|nicht (?:im|in meinem) (?:buro|haus)|nicht am (?:arbeits)?platz|im urlaub|ausser haus"
    r"|in elternzeit"
    r"|fuera de (?:la |mi )?oficina|(?:estoy|estare|encuentro|encontrare) (?:\w{1,14} )?(?:fuera|ausente)"
    r"|de (?:vacaciones|viaje|baja)"
    r"|(?:suis|serai) (?:\w{1,14} )?absente?|en (?:conges?|vacances|deplacement)|hors du bureau"
    r"|fora do escritorio|(?:estou|estarei) (?:\w{1,14} )?(?:fora|ausente)|de (?:ferias|licenca)"
    r"|(?:fuori|lontano dall['’]) ?(?:ufficio|sede)|(?:sono|saro) (?:\w{1,16} )?(?:assente|fuori)"
    r"|in (?:ferie|vacanza)"
    r"|(?:ben|momenteel) (?:\w{1,14} )?afwezig|afwezig|niet op (?:het )?kantoor"
    r"|(?:met|op) (?:vakantie|verlof)"
    r"|nieobecn\w{1,3}|na urlopie|poza biurem|jestem poza"
    r"|franvarande|pa semester|(?:ar|arbets)ledig|inte pa kontoret|borta fran)\b"
)

RETURNS = re.compile(
    r"\b(?:return(?:ing)?|back (?:in|on|at|by|from)|am back|be back|until|till|through"
    r"|wieder|zuruck|ruckkehr|bis (?:zum|einschl\w{0,10}|\d)"
    r"|vuelv[oae]|volvere|vuelta|regres\w{1,5}|reincorpor\w{1,6}|hasta"
    r"|retour|reviens|reviendrai|rentre(?:rai)?|jusqu['’]au?"
    r"|volto|voltar(?:ei)?|volta|regress\w{1,5}|retorn\w{1,5}|ate (?:ao?|o|dia|\d)"
    r"|torno|tornero|rientr\w{1,4}|ritorno|fino al?"
    r"|terug\w{0,5}|weer|tot (?:en|aan|\d|\w{3,9}dag)|t/m"
    r"|wracam|wroce|powro[tc]\w{0,3}|do (?:dnia|\d)"
    r"|tillbaka|aterkommer|ater|till och med|till (?:den )?\d|t\.?o\.?m)\b"
)

UNREAD = re.compile(
    r"\b(?:(?:no|not have|without|any|limited|little|restricted|sporadic|intermittent|infrequent|irregular"
    r"|occasional) (?:\w{1,12} ){0,2}access"
    r"|(?:not|unable to|cannot|won['’]t|only occasionally) (?:be )?(?:able to )?"
    r"(?:check|read|access|monitor)\w{0,4} (?:my )?(?:e-?mails?|mails?|messages|inbox)"
    r"|(?:e-?mails?|messages?|mails?) (?:will|are|is) (?:not )?(?:be )?(?:being )?"
    r"(?:forwarded|read|answered|monitored|deleted|checked)"
    r"|(?:keinen|keine|kein|ohne|eingeschrankt\w{0,3}|begrenzt\w{0,3}|sporadisch\w{0,3})"
    r" (?:\w{1,14} ){0,2}(?:zugriff|zugang)|nicht (?:weitergeleitet|gelesen|abgerufen)"
    r"|(?:sin|no (?:tengo|tendre|dispongo de)) (?:\w{1,10} )?acceso|acceso (?:\w{1,14} ){0,2}limitado"
    r"|no (?:leere|podre leer|leo|revisare|reviso) (?:\w{1,8} )?(?:correos?|e-?mails?|mensajes)"
    r"|(?:sans|pas|aucun|peu d['’]) ?(?:d['’])?acces|acces (?:\w{1,14} ){0,2}(?:limite|restreint)"
    r"|(?:sem|nao (?:tenho|terei)) (?:\w{1,10} )?acesso|acesso (?:\w{1,14} ){0,3}limitado"
    r"|(?:senza|non (?:ho|avro)) (?:\w{1,10} )?accesso|accesso (?:\w{1,14} ){0,3}limitato"
    r"|non (?:leggo|leggero|potro leggere) (?:\w{1,8} )?(?:posta|e-?mail|messaggi)"
    r"|(?:geen|zonder|beperkte?) (?:\w{1,10} )?toegang|niet (?:gelezen|doorgestuurd)"
    r"|(?:nie mam|nie bede miala?|bez|ograniczony) (?:\w{1,10} )?dostepu?"
    r"|dostepu? (?:\w{1,14} ){0,3}ograniczony"
    r"|(?:ingen|inte|utan|begransad) (?:\w{1,10} )?(?:tillgang|atkomst))\b"
)

URGENT = re.compile(
    r"\b(?:urgent\w{0,3}|emergenc(?:y|ies)|pressing|(?:immediate|further|need) (?:assistance|attention|help)"
    r"|dringend\w{0,2}|eilige\w?|notfall\w{0,2}|urgencias?|urgentes?|urgence|urgenz[ae]|spoed\w{0,8}"
    r"|piln\w{1,4}|naglych|bradskande|akuta?)\b"
)

REPLIES = re.compile(
    r"\b(?:reply|respond|answer|get back|read your|attend to|be in touch"
    r"|antworte?n?|beantworten?|melde|lese|bearbeiten?"
    r"|respond\w{1,4}|contest\w{1,4}|leere|atender\w{0,2}|repondrai?|reponds|lirai|connaissance"
    r"|rispond\w{1,4}|leggero|beantwoord\w{0,2}|antwoord\w{0,2}|reageer|lees"
    r"|odpowiem|odpisze|przeczytam|svarar?|besvarar|laser)\b"
)
LATER = re.compile(
    r"\b(?:when|upon|after|as soon|once|on my return|nach|sobald|danach|schnellstmoglich"
    r"|vuelta|regreso|vuelva|cuanto antes|lo antes posible|retour|des que"
    r"|voltar|regresso|retorno|assim que|rientro|ritorno|appena|al piu presto"
    r"|terug\w{0,5}|zodra|zo (?:snel|spoedig)|powrocie|jak najszybciej|tillbaka|sa snart)\b"
)

NEUTRAL = re.compile(
    r"\b(?:contact|call|reach|phone|mobile|tel(?:efon\w{0,2}|ephone)?|colleague|kontakt\w{0,7}|wenden|erreichen"
    r"|kollegin|kollegen|contact[eao]r?|dirijase|llame|llamar|contacter|joindre|adresser|appeler"
    r"|contactar|contattare|rivolgersi|rivolgetevi|scrivere|chiamare|contact op|collega"
    r"|skontaktowac|kontaktowac|dzwonic|ringa?|vand dig"
    r"|thanks?|danke|dank|gracias|merci|obrigad[oa]|grazie|bedankt|dziekuje|tack"
    r"|sorry|apologi[sz]e|apologies|inconvenience|patience|understanding|verstandnis|geduld|disculp\w{1,4}"
    r"|desculp\w{1,4}|scus\w{1,4}|excus\w{1,4}|comprension|compreensao|comprensione|comprehension|begrip)\b"
    r"|^(?:during|in|while) (?:this|that|my) (?:time|period|absence)$|^wahrend (?:dieser|meiner)\b"
    r"|^durante (?:este|esta|mi|mia|minha|questo|la mia|a minha)\b|^pendant (?:cette|mon)\b"
    r"|^(?:tijdens|gedurende) (?:deze|mijn)\b|^w (?:tym czasie|czasie)\b|^under (?:denna|min|tiden)\b"
    r"|[\w.+-]{1,64}@[\w.-]{1,99}|^[+\d() /.x-]{5,30}$"
)

DECISION = re.compile(
    r"\b(?:accept\w{0,3}|approv\w{1,3}|agreed?|go ahead|paid|option|quote|offer|invoice|fine by"
    r"|looks? good|okay|ok|angebot|rechnung|einverstanden|freigegeben|bezahlt|passt|acept\w{1,4}|aprob\w{1,4}"
    r"|adelante|de acuerdo|presupuesto|factura|pagad[oa]|d['’]accord|devis|facture|payee?|aceit\w{1,4}"
    r"|aprov\w{1,4}|orcamento|fatura"
    r"|accett\w{1,5}|approvat[oa]|preventivo|fattura|akkoord|offerte|factuur|betaald|zgadzam|akceptuj\w{1,2}|oferta"
    r"|faktur\w{0,2}|zaplacon\w|godkan\w{1,4}|offert\w{0,2}|betald)\b"
)
"""What an answer decides or is about: a notice that was set up beforehand knows nothing of it."""

GREETING = re.compile(
    r"(?:hello|hi|dear|good (?:day|morning|afternoon)|hallo|guten tag|liebe|sehr geehrte|hola|buenos dias"
    r"|buenas|estimad[oa]s?|bonjour|chere?s?|madame|monsieur|ola|prezad[oa]s?|car[oaie]|bom dia|buongiorno"
    r"|salve|gentile|spettabile|beste|geachte|goedendag|dzien dobry|szanown\w{1,4}|witam|hej|god dag)\b"
)
CLOSING = re.compile(
    r"(?:(?:kind|best|warm|many|with) (?:\w{1,10} )?(?:regards|wishes|thanks)|regards|sincerely|yours|cheers"
    r"|best|mit (?:freundlichen|besten|herzlichen)|(?:freundliche|viele|beste|herzliche|liebe) gruss?e?"
    r"|gruss?e?|(?:un |muchos )?(?:cordial(?:es)? )?saludos?|atentamente|cordialement|bien a vous|salutations"
    r"|(?:melhores |com os melhores )?cumprimentos|atenciosamente|abracos?|(?:cordiali |distinti )?saluti"
    r"|(?:met )?(?:vriendelijke |hartelijke )?groet(?:en|jes)?|(?:z )?pozdraw\w{1,6}|z powazaniem"
    r"|(?:med )?(?:vanliga? )?halsning(?:ar)?|mvh)\b"
)

DISCLAIMER = re.compile(
    r"^\W{0,20}(?:important (?:note|notice)|disclaimer|confidential|legal notice"
    r"|(?:this|the information (?:contained )?in this) (?:e-?mail|message|document|communication)\b"
    r".{0,80}(?:confidential|intended|scanned|private|privileged|recipient|may contain|provided)"
    r"|diese e-?mail .{0,40}vertraulich|este (?:mensaje|correo) .{0,60}confidencial"
    r"|ce (?:message|courriel|mail) .{0,60}confidentiel|esta mensagem .{0,60}confidencia"
    r"|(?:questo|il presente) (?:messaggio|e-?mail) .{0,60}(?:confidenzial|riservat)"
    r"|(?:dit bericht|deze e-?mail) .{0,60}vertrouwelijk|(?:ta|niniejsza) wiadomosc .{0,60}poufn"
    r"|detta (?:mail|meddelande) .{0,60}konfidentiel)",
    re.M,
)
"""What company mail servers put below everybody's mail."""

_WHEN = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))
DATES = re.compile(
    rf"(?:[\d./:-]{{1,10}}(?:st|nd|rd|th|er)?|{MONTH}|{_WHEN}|from|to|the|of|de|del|den|el|le|il|al?|am|vom"
    r"|dnia|in|inclusive|incl|on|a|o|do|or|and)(?:[ .]|$)"
)
"""A word of a date: a comma may cut one off from what it belongs to."""

JOINT = re.compile(
    r"(?<!\d)[.!;:](?=\s|$)|[,()–—]|\s-+\s|\s(?:and|but|und|aber|sowie|y|pero|et"
    r"|mais(?! breve| rapid)|e|mas|maar"
    r"|en (?=ben|heb|zal|kan|kom|lees|ik)|i (?=wroc|bede|nie|odpo)|a (?=wroc)|ale|och|men)\s"
)
"""Where one clause ends."""
