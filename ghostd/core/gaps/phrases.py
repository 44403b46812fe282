"""The phrases by which people ask, and by which they end a matter; English and Spanish, case folded.

All but GREETING and REGARDS are searched in text whose white space is single blanks.
"""

from __future__ import annotations

import re

WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
)

NO_REPLY = re.compile(
    r"\b(?:no need (?:for you )?to (?:reply|answer|respond|get back)"
    r"|(?:you )?(?:do not|don't) (?:need|have) to (?:reply|answer|respond)"
    r"|(?:please )?(?:do not|don't) (?:reply|answer|respond) to this"
    r"|no (?:reply|answer|response|action) (?:is )?(?:needed|necessary|required|expected)"
    r"|nothing (?:for you )?to do|just (?:so|for) you(?:r information| know)|just to let you know"
    r"|no (?:hace|har[ií]a) falta (?:que )?(?:me |nos )?(?:respuesta|contest\w+|respond\w+|dig\w+ nada"
    r"|hag\w+ nada)"
    r"|no es necesari[oa] (?:que )?(?:me |nos )?(?:respuesta|contest\w+|respond\w+)|no requiere respuesta"
    r"|sin necesidad de (?:respuesta|contest\w+|respond\w+)"
    r"|no (?:tienes|tiene|ten[eé]is|tienen) que (?:contest\w+|respond\w+|hacer nada)"
    r"|solo (?:para )?que lo (?:sepas|sepa|sep[aá]is|tengas))\b"
)
"""Says expressly that nothing is expected."""

FORMULA = re.compile(
    r"(?:please )?(?:do not|don't) hesitate to [^.!?]*|(?:please )?feel free to [^.!?]*"
    r"|(?:please )?let (?:me|us) know if (?:you have|there (?:is|are)) (?:any|further|more)[^.!?]*"
    r"|(?:if|should) you (?:should )?(?:have|need) (?:any|further|more|anything)[^.!?]*"
    r"|\bthank(?:s| you)(?: \w+){0,4} for [^.,;!?]*"
    r"|\b(?:i|we)(?:'ll| will)(?: \w+ly)? (?!need|wait|be waiting|require|appreciate)[^.,;!?]*"
    r"|\bno dud(?:es|e|[eé]is|en) en [^.!?]*|\bcualquier (?:cosa|duda|consulta|pregunta|problema)\b[^.!?]*"
    r"|\bsi (?:tienes|tiene|ten[eé]is|tienen|necesitas|necesita|surge) (?:alguna|cualquier|algo"
    r"|m[aá]s)[^.!?]*"
    r"|\bplease (?:find|note|see|accept|excuse|ignore|disregard|be advised|bear with|forgive)\b"
)
"""Polite words and the writer's own promises, which hold the words of a request and ask for nothing."""

_ENGLISH = (
    r"please|kindly|(?:could|can|would|will) you|if you (?:could|would|can)|let (?:me|us) know|tell (?:me|us)"
    r"|get back to (?:me|us)|(?:send|give|drop) (?:me|us)|(?<!can )(?<!hereby )confirm (?:that|if|whether"
    r"|receipt)"
    r"|need (?:you|your|from you|to know)|(?:i|we)(?:'ll| will| still| also)* need (?:the|a|an|some|more|it"
    r"|them)"
    r"|(?:i|we)(?:'d| would)(?: really| also)* (?:appreciate|be grateful|love to (?:hear|know)"
    r"|like (?:you to|to (?:know|hear|ask|see)))"
    r"|(?:wait|waiting) for you(?:r)?|look(?:ing)? forward to (?:your|hearing|receiving)|await(?:ing)? your"
    r"|(?<!for )(?<!on )(?:your|any) (?:thoughts|comments|feedback|opinions?|views|advice|ideas|suggestions)"
    r"|what do you|do you (?:have|want|think|know|need|agree|mind)|are you (?:able|okay?|happy|available"
    r"|free)"
    r"|is (?:it|that) (?:okay?|possible|fine|alright) (?:if|to|with)|any (?:news|updates?|progress"
    r"|objections)"
    r"|in advance|asap|as soon as (?:you can|possible)|at your (?:earliest )?convenience|rsvp|overdue"
    r"|it (?:would|might|may) be (?:great|good|nice|helpful|better|best) (?:if|to)"
    r"|(?:friendly|gentle|quick|kind) reminder|wonder(?:ed|ing)? (?:if|whether|how|what|why)"
    r"|(?:curious|unsure) (?:if|whether|how|what|why)|deadline (?:is|for)"
    rf"|(?:reply|answer|respond|sign|pay|return|send \w+(?: \w+)?) (?:by|before) (?:{WEEKDAY}|tomorrow|the"
    rf"|\d)"
)
_SPANISH = (
    r"por favor|porfa(?:vor)?"
    r"|me (?:pued\w+|podr[ií]a\w*|pod[eé]is|dices|dec[ií]s|dice|confirm(?:as|a|[aá]is|an)|cuent(?:as|a)"
    r"|avis(?:as|a|[aá]is)|mand(?:as|a|[aá]is)|env[ií](?:as|a|[aá]is)|pas(?:as|[aá]is)|indicas?|comentas?"
    r"|respondes?|contestas?|dir[aá](?:s|n)?|facilitas?|explicas?)"
    r"|(?:puedes|podr[ií]as?|podr[ií]ais|podr[ií]an|pod[eé]is|puede|pueden)(?: usted(?:es)?)?"
    r" (?!ser\b|haber\b|estar\b|tener\b)\w+r(?:me|nos|l[oae]s?|mel[oa]s?)?"
    r"|(?:di|dec[ií]d|env[ií]a|enviad|manda|mandad|m[aá]nda|pasa|p[aá]sa|confirma|conf[ií]rma|confirmad"
    r"|cu[eé]nta"
    r"|contad|av[ií]sa|avisad|indica|ind[ií]ca|cont[eé]sta|resp[oó]nde|expl[ií]ca|haz|h[aá]z|da|d[ií]ga"
    r"|env[ií]e"
    r"|m[aá]nde|conf[ií]rme|av[ií]se|ind[ií]que|h[aá]ga)(?:me|nos)(?:l[oa]s?)?"
    r"|a la espera|pendientes? de (?:tu|su|vuestr[ao])|esper(?:o|amos|ando) (?:tus?|sus?|vuestr[ao]s?"
    r"|noticias"
    r"|(?:la |una )?respuesta|que (?:me|nos))"
    r"|necesit(?:o|amos|ar[ií]a|ar[ií]amos)|(?:me|nos) (?:hacen?|har[ií]an?) falta"
    r"|(?:te|le|os|les) (?:agradecer[ií]\w+|agradezco que|pido|pedir[ií]a|ruego|importa\w*)"
    r"|agradecer[ií]a(?:mos)?"
    r"|rogamos|se ruega|(?:me|nos) gustar[ií]a (?:saber|que|conocer|tener)|quer[ií]a(?:mos)? (?:saber"
    r"|pregunt|ped)\w*"
    r"|qu[eé] (?:te|le|os|les) parece|qu[eé] opin\w+|c[oó]mo (?:lo|la) (?:ves?|veis)"
    r"|(?:te|le|os|les) (?:viene|va|parece|encaja|cuadra)|alguna novedad|hay (?:novedades|noticias)"
    r"|sab(?:emos|es|[eé]is) algo|de antemano|lo antes posible|cuanto antes|a la mayor brevedad|urgente|urge"
    rf"|antes del? (?:{WEEKDAY}|d[ií]a|final|pr[oó]ximo|\d)|fecha l[ií]mite|pendientes? de pago"
    rf"|ya me (?:dices|cuentas)"
)
REQUEST = re.compile(rf"\b(?:{_ENGLISH}|{_SPANISH})\b")
"""Asks for a word or a deed, without a question mark."""

CLOSING = re.compile(
    r"(?:(?:many|muchas|much[ií]simas|mil|okay|ok|ah|oh|yes|s[ií]|vale|bueno)[ ,.!]+)*"
    r"(?:thanks|thank you|thx|cheers|great|perfect|excellent|wonderful|lovely|brilliant|super|no problem"
    r"|you're welcome|my pleasure|sounds good|got it|noted|received|understood|agreed|will do|ok|okay"
    r"|all good|done"
    r"|fixed|applied|merged|fyi|gracias|perfect[oa]|genial|estupend[oa]|fenomenal|vale|de acuerdo|entendido"
    r"|recibid[oa]"
    r"|anotad[oa]|hecho|listo|muy bien|todo bien|de nada|un placer|no hay problema"
    r"|never ?mind|forget (?:it|about it|what i (?:said|asked))|(?:i |i've |i have )?(?:just )?found it"
    r"|olv[ií]d(?:a|e|ad)lo|d[eé]j(?:a|e)lo|(?:ya )?lo (?:he|hemos) (?:encontrado|resuelto|solucionado)"
    r"|ya lo (?:tengo|encontr[eé]))\b"
)
"""How a last word begins."""

BRINGS = re.compile(
    r"\b(?:attach\w*|enclos\w+|here(?:'s| is| are)|sending you|adjunt\w+|aqu[ií] (?:tienes|ten[eé]is|tiene"
    r"|van?|est[aá]n?)"
    r"|(?:te|le|os|les) (?:paso|mando|env[ií]o|dejo|adjunto))\b"
)
"""Something comes with the mail, so that its few words are not all."""

DONE = re.compile(
    r"\b(?:i have|i've|i|we have|we've|we|now|both|all|patch(?:es)?|it's|is|are|and|just) "
    r"(?:just |now |also |been |already )?(?:applied|fixed|merged|queued|corrected|resolved|solved|sorted)\b"
    r"|^(?:applied|fixed|merged|done)\b|\b(?:ya est[aá]n?|queda|quedan) (?:\w+ )?(?:hech|list|resuelt"
    r"|solucionad"
    r"|arreglad|corregid|zanjad|cerrad)[oa]s?\b"
)
"""Reports that something is settled. What was sent or changed is not: that waits for a word."""

INFORMS = re.compile(
    r"^(?:hi|hello|hola)?[\w ,]{0,20}\bfyi\b|\bfor your (?:information|records)\b|\bpara (?:tu|su"
    r"|vuestra) informaci[oó]n\b"
    r"|\ba t[ií]tulo informativo\b|\bpara que lo (?:sepas|sepa|sep[aá]is|tengas)\b"
)

GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hola|buen[oa]s(?: d[ií]as| tardes| noches)?"
    r"|estimad[oa]s?|querid[oa]s?)\b"
    rf"(?:,(?! ?{CLOSING.pattern})[^\n,:.!]{{1,30}}[,:][ \t]*\n|[^\n,:.!]{{0,40}}[,:.!]?)\s*"
)

REGARDS = re.compile(
    r"(?:^|[\n.!,])[ \t]*(?:(?:kind|best|warm|many)(?:est)? (?:regards|wishes)|regards|best|sincerely|yours"
    r"|all the best"
    r"|cheers|greetings|(?:un |muchos )?(?:cordial )?(?:saludos?|abrazos?|besos?)(?: cordial(?:es)?)?"
    r"|atentamente"
    r"|cordialmente)[ \t]*[,.!]*[ \t]*(?:\n|$|(?=\w+[ \t]*$))"
)
"""The line from which on only names follow. "Thanks" is no such line: it may be all that a mail says."""
