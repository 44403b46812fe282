"""That the writer goes, or that somebody else takes over; folded."""

from __future__ import annotations

from ghostd.core.concerns.phrasing import WORD, any_of, nor

_JOB = (
    r"(?:the company|the firm|the agency|the organi[sz]ation|the business|the team|the practice|the studio"
    r"|the office|my (?:job|position|role|post|current (?:job|role|position))|(?:this|the) (?:job|role"
    r"|position|post|project)|my employer|our company|our team|this company)"
)

_HERE = (
    r"(?:the|a|an|my|his|her|our|your|this|that|it|me|us|you|for|at|on|in|to|no|some|now|today|tomorrow|early"
    r"|home|work|town|school|already|room|soon|later|here|there|behind|out|unanswered|with|on|space"
    r"|comments?)\b"
)

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"

_LAST = r"last (?:working )?day" + nor(
    r"before|of (?:my|the|our) (?:holiday|vacation|trip|course|conference)"
)

ENGLISH = any_of(
    rf"(?:i|he|she) (?:am|is|will be) leaving (?!{_HERE})[\w-]{{2,20}} (?:on \d{{1,2}}|on (?:the|{_MONTH})"
    rf"|in {_MONTH}|at the end|as of"
    r"|(?:this|next) month|after \w{1,8} years)"
    rf"|has left (?!{_HERE})[\w-]{{2,20}}(?=[.,;]|$)|future (?:\w{{1,14}} ){{0,3}}to (?:my"
    rf"|our) (?:\w{{1,10}} )?colleague"
    r"|hand (?:everything|it all|the project|the account|all of this|my \w{1,12}) over"
    r"|hand over (?:everything|my \w{1,12}|the (?:project|account|work)|all (?:my|this)"
    r"|responsibilit\w{1,3}) to",
    rf"(?:i|he|she|who) (?:am|is|will be|will|have|has|had|would be|shall be)? ?(?:{WORD}){{0,2}}(?:leaving"
    rf"|leave|left|leaves|quit|quitting|departed|departing|departing from) {_JOB}"
    + nor(r"early|open|as|for (?:today|lunch|the day|the weekend)|now|at \d|in an? (?:hour|minute)"),
    rf"(?:i|he|she) (?:am|is|will be) (?:{WORD})?leaving (?:[\w'&.-]{{1,20}} ){{1,3}}(?:at the end of"
    rf"|effective|as of|after \w{{1,8}} years|to (?:start|join|pursue|take up))",
    rf"(?:my|his|her) {_LAST} (?:at|with|here|in|is|will be|was|as|on|today|tomorrow)|(?:is|be|was"
    rf"|will be) (?:my|his|her) {_LAST}(?=[.,;!]| (?:at|with|here|in|of work|as))",
    r"not (?:work|working|employed|be working|be|with|at) (?:at|for|with|here|in"
    r"|us)(?: [\w'-]{1,20}){0,3} any ?more|no longer (?:work|works|working|employed|employs?|with|part of"
    r"|be working|be with|at) (?:at|for|with|here|in|by|us|the (?:company|team|firm|organi[sz]ation|agency)"
    r"|on (?:this|the) (?:project|account))",
    r"(?:hand(?:ing|ed)?|handing|pass(?:ing|ed)?) (?:it|this|everything|things|you|the \w{1,14}|my \w{1,14}"
    r"|all of this|over the \w{1,14}|all \w{1,12}|on the \w{1,14}|this \w{1,14})? ?(?:over|on) to (?:my|our"
    r"|the|a|an|your|[\w-]{2,20}(?= who| from| as|,|\.|$))|handing over (?:my|the|all|everything"
    r"|responsibilit\w{1,3})|(?:the|a|my|do a|for) hand-?over"
    + nor(r"of the (?:patch|keys|lock)|function|protocol|mode"),
    rf"(?:will|is going to|shall|is|has|have|are|would) (?:be )?(?:{WORD}){{0,2}}(?:taking|take|taken"
    rf"|took) over"
    r" (?:from me|for me|my|from here|as|the (?:project|account|contact|role|communication|position"
    r"|coordination|matter)|this (?:project|account|matter|topic|role)|all|his|her|your (?:project|account)"
    r"|responsib|from [a-z]{2,20}|in my)",
    r"(?:your|the|our) new (?:main |primary |single )?(?:point of )?contact(?: person)?(?: here)? (?:is|will"
    r"|from|at|for|as)|new (?:contact person|point of contact|account manager|project (?:lead|manager"
    r"|owner)) (?:is|will|from|at|for)|(?:as|be) your new (?:\w{1,10} )?contact|(?:as|is|be|of) (?:my"
    r"|your) (?:main |new )?(?:point of )?contact from now",
    r"from (?:now|today|next (?:week|month)|tomorrow|monday) (?:on|onwards?|on please)?,? ?(?:please "
    r"|kindly )?(?:contact|write to|address|direct|get in touch|talk to|speak to|email|send (?:all"
    r"|everything|any)|[a-z-]{2,20} (?:[a-z-]{2,20} )?(?:will be|will take|is (?:your|responsible|in charge)"
    r"|will look))",
    r"(?:my|his|her) (?:successor|replacement)"
    + nor(r"part|unit|for (?:the|a|an) (?:part|disk|drive|cable)"),
    r"(?:i|he|she) (?:have |has |am |is )?(?:just )?(?:resign(?:ed|ing)|quit my job|hand(?:ed|ing) in (?:my"
    r"|his|her) notice|g(?:ave|iven) (?:in )?(?:my |his |her )?notice|retir(?:ing|ed|e) (?:at|in|from|on"
    r"|next|this|after|as|soon|and))|(?:my|his|her) (?:resignation|retirement|departure (?:from|at|on|as)"
    r"|notice period)|i am retiring|i will be retiring",
    rf"(?:i am|i will be|is|decided to|time to|i have decided to) (?:{WORD})?mov(?:e|ing) on(?: to (?:a )?"
    r"(?:new|other|another|pastures|my next)| from (?:the|my|this)|(?=[.,!]))"
    r"|(?:start(?:ing|ed)?|accepted|taken|taking|found|got|have) (?:a|my) new (?:job|role|position"
    r"|challenge)(?: elsewhere| at| with| in| next| on| soon| from|(?=[.,!]))|chang(?:e|ing|ed) (?:jobs?"
    r"|employers?|companies)|new chapter|pursue (?:other|new|a new) (?:opportunit|challenge|career"
    r"|venture)\w{0,5}|(?:have|has) moved to (?:a )?(?:new|another|different) (?:role|position|department"
    r"|company|team|job)|left for (?:a )?new (?:job|opportunit\w{1,4}|role)",
)

_JOB_ES = (
    r"(?:la (?:empresa|compania|agencia|organizacion|firma|entidad|casa|fundacion|asociacion|oficina de"
    r"|editorial|cooperativa)|(?:mi|el|su|este) (?:puesto|cargo|trabajo|empleo|equipo|departamento|proyecto)"
    r"|el estudio|el despacho|esta (?:casa|empresa|etapa))"
)

_CARE_ES = (
    r"(?:llevara|llevaran|lleva|atendera|atenderan|encargara|encargaran|encarga|ocupara|ocuparan|ocupa"
    r"|asumira|asume|gestionara|gestiona|coordinara|hara cargo|hace cargo|haran cargo|sera (?:tu|su"
    r"|vuestr[oa]|quien|la persona|el responsable|la responsable|el contacto))"
)

SPANISH = any_of(
    r"(?:dejo|dejare) (?!(?:lo|la|el|los|las|esto|eso|un|una|todo|mi|que|de)\b)[\w-]{2,20} (?:a final"
    r"|a finales|el (?:dia )?\d|este mes|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre"
    r"|octubre|noviembre|diciembre)|el mes que viene)"
    rf"|{_CARE_ES} (?:{WORD}){{0,4}}a partir de (?:ahora|hoy|manana|el|este|\w{{1,10}})",
    r"a partir del? (?:ahora|hoy|manana|entonces|(?:(?:el|la|este|esta|proximo|proxima|del|dia"
    r"|\d{1,2}) ){0,3}(?:de )?(?:lunes|martes|miercoles|jueves|viernes|semana|semana que viene|mes|enero"
    r"|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    rf"|proxima|\d{{1,2}}))(?: proximo| que viene)?,? (?:{WORD}){{0,6}}(?:{_CARE_ES}|(?:escrib|dirig|contact"
    rf"|habl)(?:a|e|ir|irte|irse|ete|ase"
    r"|ar|id|ad|irse a|idos|ela|eme)(?:te|se|os)?|tu (?:nuevo )?contacto|su (?:nuevo )?contacto"
    r"|vuestro contacto|tu interlocutor\w?)",
    rf"(?:dejo|dejare|deje|deja|he dejado|ha dejado|dejado|voy a dejar|dejando|dejara|abandono|abandonado"
    rf"|abandona|dejar|me desvinculo de|me marcho de|me voy de|se marcha de|se va de|me fui de|se fue de"
    rf"|marchado de|salgo de|causo baja en|me ire de|ido de) {_JOB_ES}"
    + nor(r"en marcha|abierto|pendiente|en manos|terminad[oa]|hech[oa]|list[oa]|para (?:manana|luego|el)")
    + nor(r"a (?:las|la)|aparcad[oa]|en pausa|parad[oa]"),
    r"ya no (?:trabaj(?:o|a|are)|estoy|esta|estare|pertenezco|pertenece|sigo|sigue|colabor[oa]|formo parte"
    r"|forma parte|estamos) (?:\w{1,8} )?(?:en|aqui|con|para|de|al) (?:nosotros|la|el|esta|este|ell[oa]s"
    r"|frente|mi|su|[\w-]{2,20}(?=[.,;]|$))"
    + nor(r"oferta|manos|disponible|garantia|linea|web|pagina|fuerza")
    + r"|ya no trabaj[oa] (?:aqui|alli|ahi)",
    r"(?:mi|su|es mi|sera mi) ultimo dia (?:en|de trabajo|aqui|con|es|sera|fue|laborable|como)"
    + nor(r"de vacaciones")
    + r"|(?:es|sera|fue) (?:mi|su) ultimo dia(?=[.,;!]|$| (?:en|de trabajo|aqui|con|laborable|como))"
    + nor(r"de vacaciones"),
    r"baja voluntaria|caus(?:o|ado|are|a) baja (?:en|como)|presentado (?:mi|su|la) (?:dimision|renuncia"
    r"|baja voluntaria)|(?:he|ha) dimitido|(?:mi|su|presento mi|presente mi) (?:dimision|renuncia)|(?:me"
    r"|se) (?:jubilo|jubila|he jubilado|ha jubilado|jubilare|jubilara|prejubilo)|(?:mi|su) (?:jubilacion"
    r"|prejubilacion|marcha de la|salida de la|despedida de la)|(?:mail|correo|mensaje|email) de despedida",
    r"(?:me|le|lo|la) (?:sustituye|sustituira|sustituiran|reemplaza|reemplazara|releva|relevara|sucede"
    r"|sucedera|va a sustituir|toma el relevo)|mi (?:sustitut[oa]|sucesor[a]?|reemplazo|relevo)|tom(?:ara|a"
    r"|an|aran) el relevo|(?:paso|pasar|pasado|cedo|pasare) el testigo",
    r"(?:te|os|le|les) dejo (?:con mi|con nuestr[oa]|en (?:buenas )?manos|a cargo|en contacto con (?:mi"
    r"|nuestr[oa]|quien))|(?:nuev[oa]|otr[oa]) (?:persona de contacto|interlocutor[a]?|responsable|contacto"
    r"|companer[oa]|encargad[oa]) (?:\w{1,12} ){0,4}(?:sera|es|llevara|que (?:llevara|se encargara"
    r"|se ocupara|te atendera|os atendera))|(?:tu|su|vuestr[oa]|nuestr[oa]) nuev[oa] (?:persona de contacto"
    r"|interlocutor[a]?|contacto|responsable)",
    r"(?:se|lo|la|los|te|os|le|les) (?:va a |pasara a |pasa a )?(?:encarg(?:ara|aran|ar)|hara cargo"
    r"|hacer cargo|haran cargo|ocupara|llevara|llevaran|llevar|atendera|atenderan|gestionara) (?:de |desde "
    r"|a partir )?(?:(?:el|la|este|esta|tu|vuestr[oa]|su|mi|mis|todo|todos|todo lo|ello|aqui|partir de|ahora"
    r"|mi companer[oa]|nuestr[oa]|mi colega|un companer[oa]|ahora en adelante|otra persona|l|este"
    r"|del) ){0,3}(?:proyecto|cuenta|tema|asunto|web|relacion|comunicacion|proyectos|temas|adelante|ahora"
    r"|companer[oa]|colega|lo relacionado|persona|cartera|clientes?)",
    r"(?:traspas(?:o|ar|ado|are|aremos|amos|ando)|paso|pasado|pasar|pasare|cedo|cedido|delego"
    r"|delegado) (?:\w{1,8} )?(?:el|del|de|de la|la|tu|este|vuestr[oa]|todos mis|mis) (?:proyecto|tema|asunto"
    r"|cuenta|proyectos|temas|gestion|asuntos|cartera) (?:a|al|en|de)"
    + r"|traspaso de (?:tareas|funciones|proyectos|temas|clientes|poderes|responsabilidades)",
    r"(?:cambio|cambiado|cambiar|cambie) de (?:trabajo|empresa|puesto|departamento|empleo|aires)|(?:un|mi"
    r"|otro|encontrado) nuevo trabajo|nueva (?:etapa|aventura) (?:profesional|laboral)|nuevos (?:retos"
    r"|proyectos) (?:profesionales|laborales)|emprendo (?:una|un) nuev[oa]|otro proyecto profesional"
    r"|(?:empiezo|comienzo|inicio) (?:una )?(?:nueva etapa|en otra empresa|otro trabajo)",
)
