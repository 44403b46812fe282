"""The Spanish phrases by which clients complain, ask for more than was agreed, and leave; without accents."""

from __future__ import annotations

from ghostd.core.concerns.phrasing import WORD, any_of, nor

_MUCH = r"(?:(?:muy|bastante|realmente|nada|del todo|demasiado|tan|profundamente|francamente|algo|un poco|sinceramente|super|mas|para"
_MUCH += r"|precisamente|en absoluto|especialmente|totalmente) ){0,3}"
_FEEL = r"(?:estoy|estamos|esta|estan|me siento|nos sentimos|he quedado|hemos quedado|me he quedado|nos hemos quedado|quedamos|quede"
_FEEL += r"|me quedo|se siente|se sienten|me he sentido|nos hemos sentido|sentimos|ha quedado|han quedado)"

COMPLAINT = any_of(
    rf"no (?:\w{{1,6}} )?{_FEEL} {_MUCH}(?:content[oa]s?|satisfech[oa]s?|conformes?|feliz|felices|de acuerdo con (?:el"
    r" (?:resultado|trabajo)|la (?:calidad|factura))|impresionad[oa]s?|convencid[oa]s con el (?:trabajo|resultado))"
    + nor(r"hasta"),
    rf"{_FEEL} {_MUCH}(?:decepcionad[oa]s?|descontent[oa]s?|insatisfech[oa]s?|disgustad[oa]s?|molest[oa]s?|enfadad[oa]s?"
    r"|indignad[oa]s?|hart[oa]s? (?:de|con)|defraudad[oa]s?|cabread[oa]s?|frustrad[oa]s con|estafad[oa]s?|enganad[oa]s?)",
    r"(?:muy|bastante|profundamente|tremendamente|realmente) (?:decepcionad[oa]s?|descontent[oa]s?|insatisfech[oa]s?|decepcionante"
    r"|disgustad[oa]s?|molest[oa]s? (?:con|por)|enfadad[oa]s?)|(?:resultado|trabajo|servicio|calidad) (?:\w{1,10} )?"
    r"(?:decepcionante|lamentable|pesim[oa]|penos[oa]|deficiente|desastros[oa])|(?:una|vaya|menuda|gran|que) decepcion",
    r"(?:una|mi|nuestra|formal|presentar|poner|interponer|varias|muchas|tengo|tenemos|recibido|recibiendo|por|esta|hoja de)"
    r" (?:\w{1,10} )?(?:queja|reclamacion)(?:es|s)?"
    + nor(r"de (?:otros|usuarios)|y sugerencias|page|online")
    + r"|(?:quejarme|quejarnos) (?:de|por|sobre|formalmente|del)|(?:me|nos) (?:quiero|quisiera|queremos|veo obligad[oa] a|gustaria)"
    r" quejar|(?:clientes|usuarios|jefe|gente|equipo) (?:se (?:quejan|ha quejado|han quejado|esta quejando|estan quejando))",
    r"(?:es|fue|son|parece|parecen|resulta|considero|consideramos|esto|totalmente|absolutamente|completamente|del todo) "
    r"(?:\w{1,14} )?(?:inaceptables?|intolerables?|inadmisibles?|impresentables?|una verguenza|vergonzos[oa]|indignante"
    r"|una chapuza|una tomadura de pelo|de risa|lamentables?|poco profesional|un desastre|una falta de respeto|inconcebible)"
    r"|(?:retraso|error|calidad|trato|trabajo|situacion|resultado) (?:inaceptable|inadmisible|intolerable|lamentable)"
    r"|falta de (?:profesionalidad|seriedad|respeto|compromiso)|poca seriedad|poco serio|poca profesionalidad",
    r"(?:no (?:es|era|son|fue)|tampoco es) (?:lo|el|la|los|las) (?:\w{1,10} )?(?:que )?(?:\w{1,8} ){0,2}(?:acordad[oa]s?|acordamos"
    r"|hablad[oa]|hablamos|pactad[oa]s?|pactamos|pedi|pedimos|pidio|pedid[oa]s?|esperaba|esperabamos|esperado|queria|queriamos"
    r"|convenid[oa]|prometid[oa]|prometiste|contratad[oa]|contratamos|encargamos|encargue|solicitad[oa]|solicitamos|quedamos"
    r"|habiamos (?:acordado|hablado|pedido|pactado|quedado)|aprobamos|aprobad[oa])"
    r"|no (?:se )?(?:ajusta|corresponde|cumple|coincide) (?:a|con) lo (?:\w{1,6} )?(?:acordado|pactado|hablado|pedido|contratado"
    r"|que (?:pedimos|acordamos|hablamos|pedi))|(?:nada|poco) que ver con lo (?:que )?(?:\w{1,8} )?(?:acordad|acordam|hablad|hablam"
    r"|pedi|pedid|pedim|pactad)\w{0,3}",
    r"(?:devolucion|reembolso) (?:de|del|integr[oa]|total|parcial) (?:el |la |lo |los |integro |nuestro |mi )?(?:del )?(?:dinero"
    r"|importe|pago|anticipo|pagado|abonado|adelanto|senal|la senal|factura|coste)|que (?:me|nos) (?:devuelv\w{1,4}|reembols\w{1,4})"
    r"|(?:devolverme|devolvernos|devuelveme|devuelvenos|devolvedme|devolvednos|reembolsarme|reembolsarnos) (?:el|lo|la|parte)"
    r"|(?:quiero|queremos|exijo|exigimos|solicito|solicitamos|pido|pedimos|reclamo|reclamamos) (?:\w{1,8} )?"
    r"(?:reembolso|devolucion|mi dinero|nuestro dinero|el dinero)",
    r"(?:varios|muchos|bastantes|tantos|llen[oa]s? de|plagad[oa]s? de|demasiados|numerosos|un monton de|muchisimos|multitud de|graves"
    r"|los mismos|otra vez (?:los )?) (?:\w{1,10} )?(?:errores|fallos|erratas|faltas|defectos)|(?:errores|fallos) (?:graves|garrafales"
    r"|de bulto)|mismos (?:errores|fallos)|mismo error (?:otra vez|de nuevo|que)|(?:otra vez|de nuevo) el mismo (?:error|fallo)",
    r"(?:otra vez|de nuevo|nuevamente|sigue|siguen|vuelve a estar|sigue estando|siguen estando|todo) mal(?=[.,;!]|$| (?:y|el|la|los"
    r"|las|despues|como|puest|hech|escrit))|sigue(?:n)? sin (?:estar )?(?:corregi\w{1,4}|arregl\w{1,4}|solucion\w{1,4}|resolver\w{0,3}"
    r"|bien|funcionar (?:despues|a pesar|desde))|(?:esta|estan) (?:todo |fatal |muy )?mal hech[oa]s?|mal hech[oa]s",
    r"(?:te|os|se) (?:has|habeis|han|ha) (?:vuelto a )?(?:equivoca(?:do|r)|cargado)|(?:habeis|has|han) (?:cometido|metido la pata"
    r"|estropeado|vuelto a (?:fallar|cometer|enviar mal)|enviado (?:el|la|los|las) (?:\w{1,12} )?(?:equivocad[oa]s?|que no"
    r"|incorrect[oa]s?)|publicado (?:\w{1,4} )?(?:\w{1,12} )?equivocad[oa]|fallado|incumplido|ignorado|puesto mal|hecho mal)"
    r"|(?:tu|vuestro) (?:error|fallo|equivocacion)",
    r"(?:mala|pesima|poca|baja|nula|escasa) calidad (?:de|del|que|en|y)|(?:deja|dejan|dejado|dejo|dejaba) (?:mucho|bastante) que desear"
    r"|perdida de (?:tiempo|dinero)(?=[.,;!]|$| (?:para|y|que|total))|acciones legales|burofax|via judicial|(?:mi|nuestro|de un|nuestros)"
    r" abogad[oa]s?(?= (?:se|te|os|contactara|pondra)| |$)"
    + nor(r"client[ea]|nos (?:pide|recomienda)|ha aprobado"),
    r"(?:no (?:habeis|has|ha|han|se ha) (?:cumplido|respetado)|incumpl(?:ido|iendo|isteis|iste|es|is|imiento|io))"
    + nor(r"los requisitos legales")
    + r"|(?:me|nos) (?:habias|habiais|habian)? ?(?:prometiste|prometisteis|prometieron|prometio|prometido|asegurasteis|aseguraste)"
    r"|(?:que )?prometisteis|(?:que )?prometiste",
    r"(?:esperaba|esperabamos|merecemos|merezco) (?:\w{1,10} )?(?:mas de|algo mejor|mucho mas|mas calidad|otra cosa|mucho mejor)"
    r"|no es (?:de recibo|serio|de ley|normal que|profesional|de profesionales)|no puede ser que|esto no puede (?:ser|seguir)"
    r"|(?:por|ya es la|es la) (?:segunda|tercera|cuarta|quinta|enesima) vez"
    + nor(r"en (?:mi|su) (?:vida|historia)")
    + r"|(?:estamos |estoy |hemos |nos hace |haciendo )?(?:perdiendo|perdido|perder) (?:clientes|ventas|dinero|pedidos)"
    + nor(r"por la crisis")
    + r"|dan(?:ado|ando|a) (?:nuestra|mi) (?:imagen|reputacion)|perdido la (?:confianza|paciencia)|colma(?:do)? (?:el vaso|mi paciencia)",
)

_THING = r"(?:cosas?|cositas?|cambios?|cambitos?|detalles?|detallitos?|favor(?:es)?|paginas?|secciones|seccion|versiones|version|peticion"
_THING += r"|peticiones|apartados?|retoques?|ajustes?|correccion|correcciones|funcionalidad(?:es)?|idiomas?|textos?|imagen|imagenes|punto)"
_DO = (
    r"(?:anadir|hacer|poner|meter|incluir|preparar|disenar|traducir|cambiar|crear|revisar|montar|arreglar|retocar|actualizar|redactar"
    r"|escribir|adaptar|maquetar|echar|darle|dar|corregir|configurar|subir|ocupar|encargar|grabar|editar|mirar|sacar|pasar|mandar)"
)

SCOPE = any_of(
    r"ya que (?:estas|esta|estais|estan|estamos|te pones|os poneis|se pone|lo (?:tocas|estas|abres|tienes|tocais|haces))"
    r"(?=[.,;!]|$| (?:con|en|a|podrias|puedes|podriais|podria|me|nos|metid[oa]|por|haz|cambia|si|trabajando|ello|anade))"
    r"|ya puest[oa]s?|(?:y )?de paso,? (?:podrias|puedes|podriais|podria|puede|me|nos|si|anade|cambia|haz|te pido|os pido|queria|quiero"
    r"|querriamos|se podria|podemos|revisa|tambien|aprovech\w{1,4})",
    rf"(?:una?|otr[oa]s?|algun[oa]?s?|un par de|un[oa]s|dos|tres|un[oa]s cuant[oa]s|varios|varias) (?:ultim[oa]s? |pequen[oa]s? |otr[oa]s? )?"
    rf"{_THING} (?:mas|extra|adicional(?:es)?|nuev[oa]s?)" + nor(r"que|sobre|importante"),
    rf"(?:otr[oa]s?|una? ultim[oa]) (?:pequen[oa]s? )?(?:cosas?|cosita|favor|cambios?|cambitos?|detalle|detallito|peticion|retoque"
    rf"|ajuste|cosilla)" + nor(r"es|que|seria|muy|distinta|sobre|importante|mariposa"),
    r"(?:una cosita|un cambito|un detallito|una cosilla|un cambio de nada|un retoque rapido|un favorcillo|un favorcito)",
    rf"(?:(?:me|nos|se) )?(?:podrias|puedes|podriais|podeis|podria|puede|podriamos|podemos|se podria) (?:\w{{1,8}} )?(?:tambien|ademas)"
    rf" (?:\w{{1,8}} )?{_DO}(?:me|nos|le|les|lo|la|los|las|te)?",
    r"(?:tambien|ademas),? (?:me |nos |te )?(?:podrias|puedes|podriais|podeis|podria|necesit\w{1,7}|gustaria|querriamos|queremos|quiero"
    rf"|quisieramos|quisiera|haria falta|hace falta|harian falta|nos vendria|vendria) (?:\w{{1,8}} )?(?:{_DO}\w{{0,4}}|que|una?|otr[oa]s?"
    r"|unas?|unos|tener|contar|la|el)",
    rf"aprovech(?:ando|o|amos) (?:que|para) (?:\w{{1,8}} ){{0,3}}(?:estas|pedir\w{{0,4}}|{_DO}\w{{0,3}}|podrias|te pones|estais)"
    + nor(r"las fiestas"),
    rf"{_DO} (?:tambien |ademas )?(?:otr[oa]s?|un[oa]s? (?:pocas |pocos )?mas|algun[oa]s? mas) {_THING}"
    r"|(?:hemos|he|han|se nos ha|se me ha) (?:pensado|ocurrido|decidido|visto) (?:\w{1,8} ){0,3}(?:tambien|ademas|otr[oa]|anadir|ampliar)",
    r"no (?:te |os |le )?(?:lleva|llevara|llevaria|cuesta|costara|costaria|deberia (?:llevar|costar|suponer)|creo que (?:te )?(?:lleve|cueste)"
    r"|supone|supondra|supondria|tardas|tardaras|tardarias)(?:te|le|os)? (?:mucho|nada|mas de|tanto|demasiado|apenas|gran|ni)"
    r"|(?:sera|seria|es|son|seran|solo es|solo son) (?:solo )?(?:un momento|un momentito|un minuto|cinco minutos|diez minutos|cinco minutillos"
    r"|un segundo|una tonteria|nada)" + nor(r"de"),
    r"fuera de(?:l)? (?:alcance|presupuesto|lo (?:acordado|pactado|presupuestado)|encargo)|ampliar (?:el|un poco el) (?:alcance|encargo"
    r"|proyecto|pedido)|sin (?:coste|cargo|sobrecoste) (?:adicional|extra|alguno)?|(?:dentro|incluido) (?:del|en el) (?:mismo|presupuesto)"
    r" (?:precio|presupuesto|inicial|acordado|actual)|no (?:estaba|entraba|iba|figuraba) (?:incluid[oa] )?en (?:el|la) (?:presupuesto"
    r"|encargo|acuerdo|propuesta|briefing)|trabajo extra|(?:pagina|seccion|idioma|version|ronda) (?:extra|adicional)",
)

_JOB = (
    r"(?:la (?:empresa|compania|agencia|organizacion|firma|entidad|casa|fundacion|asociacion|oficina de|editorial|cooperativa)"
    r"|(?:mi|el|su|este) (?:puesto|cargo|trabajo|empleo|equipo|departamento|proyecto)|el estudio|el despacho|esta (?:casa|empresa|etapa))"
)
_CARE = (
    r"(?:llevara|llevaran|lleva|atendera|atenderan|encargara|encargaran|encarga|ocupara|ocuparan|ocupa|asumira|asume|gestionara|gestiona"
    r"|coordinara|hara cargo|hace cargo|haran cargo|sera (?:tu|su|vuestr[oa]|quien|la persona|el responsable|la responsable|el contacto))"
)

LEAVING = any_of(
    r"a partir del? (?:ahora|hoy|manana|entonces|(?:(?:el|la|este|esta|proximo|proxima|del|dia|\d{1,2}) ){0,3}(?:de )?(?:lunes|martes|miercoles"
    r"|jueves|viernes|semana|semana que viene|mes|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    rf"|proxima|\d{{1,2}}))(?: proximo| que viene)?,? (?:{WORD}){{0,6}}(?:{_CARE}|(?:escrib|dirig|contact|habl)(?:a|e|ir|irte|irse|ete|ase"
    r"|ar|id|ad|irse a|idos|ela|eme)(?:te|se|os)?|tu (?:nuevo )?contacto|su (?:nuevo )?contacto|vuestro contacto|tu interlocutor\w?)",
    rf"(?:dejo|dejare|deje|deja|he dejado|ha dejado|dejado|voy a dejar|dejando|dejara|abandono|abandonado|abandona|dejar|me desvinculo de"
    rf"|me marcho de|me voy de|se marcha de|se va de|me fui de|se fue de|marchado de|salgo de|causo baja en|me ire de|ido de) {_JOB}"
    + nor(r"en marcha|abierto|pendiente|en manos|terminad[oa]|hech[oa]|list[oa]|para (?:manana|luego|el)")
    + nor(r"a (?:las|la)|aparcad[oa]|en pausa|parad[oa]"),
    r"ya no (?:trabaj(?:o|a|are)|estoy|esta|estare|pertenezco|pertenece|sigo|sigue|colabor[oa]|formo parte|forma parte|estamos)"
    r" (?:\w{1,8} )?(?:en|aqui|con|para|de|al) (?:nosotros|la|el|esta|este|ell[oa]s|frente|mi|su|[\w-]{2,20}(?=[.,;]|$))"
    + nor(r"oferta|manos|disponible|garantia|linea|web|pagina|fuerza")
    + r"|ya no trabaj[oa] (?:aqui|alli|ahi)",
    r"(?:mi|su|es mi|sera mi) ultimo dia (?:en|de trabajo|aqui|con|es|sera|fue|laborable|como)"
    + nor(r"de vacaciones")
    + r"|(?:es|sera|fue) (?:mi|su) ultimo dia(?=[.,;!]|$| (?:en|de trabajo|aqui|con|laborable|como))"
    + nor(r"de vacaciones"),
    r"baja voluntaria|caus(?:o|ado|are|a) baja (?:en|como)|presentado (?:mi|su|la) (?:dimision|renuncia|baja voluntaria)|(?:he|ha) dimitido"
    r"|(?:mi|su|presento mi|presente mi) (?:dimision|renuncia)|(?:me|se) (?:jubilo|jubila|he jubilado|ha jubilado|jubilare|jubilara"
    r"|prejubilo)|(?:mi|su) (?:jubilacion|prejubilacion|marcha de la|salida de la|despedida de la)|(?:mail|correo|mensaje|email) de despedida",
    r"(?:me|le|lo|la) (?:sustituye|sustituira|sustituiran|reemplaza|reemplazara|releva|relevara|sucede|sucedera|va a sustituir|toma el relevo)"
    r"|mi (?:sustitut[oa]|sucesor[a]?|reemplazo|relevo)|tom(?:ara|a|an|aran) el relevo|(?:paso|pasar|pasado|cedo|pasare) el testigo",
    r"(?:te|os|le|les) dejo (?:con mi|con nuestr[oa]|en (?:buenas )?manos|a cargo|en contacto con (?:mi|nuestr[oa]|quien))"
    r"|(?:nuev[oa]|otr[oa]) (?:persona de contacto|interlocutor[a]?|responsable|contacto|companer[oa]|encargad[oa]) (?:\w{1,12} ){0,4}"
    r"(?:sera|es|llevara|que (?:llevara|se encargara|se ocupara|te atendera|os atendera))|(?:tu|su|vuestr[oa]|nuestr[oa]) nuev[oa] (?:persona de"
    r" contacto|interlocutor[a]?|contacto|responsable)",
    r"(?:se|lo|la|los|te|os|le|les) (?:va a |pasara a |pasa a )?(?:encarg(?:ara|aran|ar)|hara cargo|hacer cargo|haran cargo|ocupara|llevara"
    r"|llevaran|llevar|atendera|atenderan|gestionara) (?:de |desde |a partir )?(?:(?:el|la|este|esta|tu|vuestr[oa]|su|mi|mis|todo|todos|todo"
    r" lo|ello|aqui|partir de|ahora|mi companer[oa]|nuestr[oa]|mi colega|un companer[oa]|ahora en adelante|otra persona|l|este|del) ){0,3}"
    r"(?:proyecto|cuenta|tema|asunto|web|relacion|comunicacion|proyectos|temas|adelante|ahora|companer[oa]|colega|lo relacionado|persona"
    r"|cartera|clientes?)",
    r"(?:traspas(?:o|ar|ado|are|aremos|amos|ando)|paso|pasado|pasar|pasare|cedo|cedido|delego|delegado) (?:\w{1,8} )?(?:el|del|de|de la|la|tu"
    r"|este|vuestr[oa]|todos mis|mis) (?:proyecto|tema|asunto|cuenta|proyectos|temas|gestion|asuntos|cartera) (?:a|al|en|de)"
    + r"|traspaso de (?:tareas|funciones|proyectos|temas|clientes|poderes|responsabilidades)",
    r"(?:cambio|cambiado|cambiar|cambie) de (?:trabajo|empresa|puesto|departamento|empleo|aires)|(?:un|mi|otro|encontrado) nuevo trabajo"
    r"|nueva (?:etapa|aventura) (?:profesional|laboral)|nuevos (?:retos|proyectos) (?:profesionales|laborales)|emprendo (?:una|un) nuev[oa]"
    r"|otro proyecto profesional|(?:empiezo|comienzo|inicio) (?:una )?(?:nueva etapa|en otra empresa|otro trabajo)",
)
