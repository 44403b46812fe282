"""The Spanish phrases by which people tell of distress: illness, death, ruin; without accents.

"Baja", "ingresado", "operación" and "concurso" belong to business, too: they count in company only.
"""

from __future__ import annotations

from ghostd.core.concerns.phrasing import WORD, any_of, nor

_KIN = (
    r"(?:(?:madre|padre|mama|papa|hij[oa]|herman[oa]|abuel[oa]|ti[oa]|prim[oa]|sobrin[oa]|niet[oa]|suegr[oa]|cunad[oa]"
    r"|espos[oa]|novi[oa]|nin[oa]|peque|pequen[oa]|bebe|cri[oa]|chic[oa]|nen[ea]|yay[oa]|yern[oa]|viej[oa]|gemel[oa])s?"
    r"|padres|hijos|marido|mujer|nuera|parejas?|familia|familiar(?:es)?|ser(?:es)? querid[oa]s?)"
)
_MATE = (
    r"(?:amig[oa]|companer[oa]|soci[oa]|jef[ea]|fundador[a]?|cofundador[a]?|director[a]?|gerente|dueno|duena|responsable"
    r"|colaborador[a]?|colega|emplead[oa]|vecin[oa]|president[ea]|profesor[a]?|administrador[a]?|encargad[oa])s?"
)
NEAR = rf"(?:{_KIN}|{_MATE})"
"""Who is near to somebody: of whom a writer tells as of himself."""
_MY = r"(?:mis?|nuestr[oa]s?|sus?|un[oa]?|el|la|los|las)"
_NEAR = rf"(?:{_MY} (?:{WORD}){{0,2}}(?:{_KIN}|{_MATE}))"
_OWN = rf"(?:(?:mis?|nuestr[oa]s?|sus?|un[oa]?) (?:{WORD}){{0,2}}(?:{_KIN}|{_MATE})|(?:el|la|los|las) {_KIN})"
_MUCH = r"(?:(?:muy|bastante|un poco|algo|tan|mas|todavia|aun|ya|gravemente|muy muy|realmente|super|fatal|hoy|tambien) ){0,2}"
_JUST = (
    r"(?:(?:se|nos|me|le|les|ha|han|habia|acaba de|ayer|hoy|anoche|por desgracia|desgraciadamente|ya) ){0,3}"
)
_BODY = (
    r"(?:rodilla|corazon|cadera|espalda|columna|cabeza|hombro|ojos?|vista|pie|pierna|brazo|mano|muneca|tobillo|dedo"
    r"|apendicitis|apendice|vesicula|hernia|menisco|prostata|pecho|cataratas|estomago|colon|rinon|garganta|muela|juanetes"
    r"|pulmon|higado|utero|tumor|cancer|urgencia|clavicula|nariz|codo|costillas?|cuello|cervicales|pelvis)"
)
_DISEASE = (
    r"(?:gripe|gripazo|covid(?:-?19)?|coronavirus|neumonia|pulmonia|bronquitis|gastroenteritis|fiebre|migranas?|anginas"
    r"|apendicitis|lumbalgia|ciatica|colico|cancer|tumor|leucemia|linfoma|depresion|ansiedad|meningitis|varicela|demencia"
    r"|alzheimer|vertigos?|infeccion|infarto|ictus|hernia|virus estomacal|otitis|trombosis|embolia|ataque de ansiedad)"
)

ILLNESS = any_of(
    r"(?:estoy|esta|estan|estamos|estare|estara|estuve|estuvo|estaba|sigo|sigue|siguen|continuo|continua|encuentro"
    rf"|encuentra|estado|llevo|lleva|llevaba|permanece) (?:{WORD}){{0,3}}de baja"
    + nor(r"por (?:maternidad|paternidad|nacimiento|cuidado)|maternal|paternal|voluntaria|de maternidad")
    + nor(r"de paternidad|en (?:el|la) (?:registro|lista|newsletter|sistema|servicio|censo|web)|del|calidad"),
    r"baja (?:medica|laboral|por (?:enfermedad|depresion|ansiedad|estres|accidente|covid|un|una|operacion|lumbalgia"
    r"|gripe|riesgo|problemas|motivos de salud|contingencias|intervencion|cirugia))"
    r"|(?:me|le|nos|a mi \w{1,12}|les) (?:han|ha|van a|va a|tienen que|acaban de) (?:dado|dar|cogido|coger) (?:la|de) baja"
    + nor(r"en|del|de la (?:lista|newsletter|web)")
    + r"|(?:cogido|cogerme|cogerse|pedido|pillado|cogi|tengo|tiene) la baja"
    + nor(r"del|en|de la|calidad"),
    r"(?:esta|estoy|estuvo|estuve|estaba|estan|sigue|sigo|fue|fui|sido|estado|quedado|queda|quedo|tienen|tengo|tenemos"
    rf"|tuvieron|tuvimos|con|dejado|permanece|llevo|lleva) (?:{WORD}){{0,3}}(?:ingresad[oa]s?|hospitalizad[oa]s?)"
    + nor(r"en (?:cuenta|el banco|tu cuenta|la cuenta|su cuenta|vuestra cuenta)|el (?:importe|dinero|pago)"),
    r"ingresad[oa]s? (?:en|de|por) (?:el |la |un |una |su )?(?:hospital|clinica|uci|planta|urgencias?|observacion"
    rf"|sanatorio|{_DISEASE})|(?:ha|han|tenido que|acaban de|hemos) ingresa(?:do|r) (?:de urgencia )?a (?:mi|su|nuestr[oa]|un|el|la)"
    r" |(?:le|la|lo|me|les) (?:han|ingresaron|ingresan|acaban de) (?:ingresad[oa]|ingresar|ayer|anoche|hoy|de urgencia"
    r"|en el hospital)|ingreso hospitalario|hospitaliza\w{1,6}",
    rf"(?:estoy|esta|estan|estamos|estuve|estuvo|estaba|sigo|sigue|seguimos|estado|voy|vamos|fui|fuimos|ido|llevad[oa]"
    rf"|llevado a \w{{1,12}}|camino|salgo|salir|salido|salio|alta|metid[oa]s?|acabo|acabado|acabamos|noche|dias|tarde"
    rf"|semanas?|meses|ratos?|trasladad[oa]|llevaron|llevamos|venimos|{_KIN}|acompanando \w{{1,10}}|corriendo)"
    rf" (?:{WORD}){{0,5}}(?:en|al|del|de) (?:el )?hospital"
    + nor(r"web|cliente|para (?:la reunion|presentar|ver el proyecto)|a presentar|quiere|nos ha pedido"),
    r"(?:en|a|por|de) (?:la uci|cuidados intensivos|urgencias|el quirofano|quirofano)|en coma|cuidados (?:intensivos"
    r"|paliativos)|(?:en|la) ambulancia|urgencia medica|emergencia (?:medica|familiar|personal)|urgencia familiar",
    r"(?:me|le|lo|la|nos|les|se) (?:operan|operaron|operaran|operaban|operara|opero|opera|han operado|ha operado|van a operar"
    r"|va a operar|tienen que operar|tuvieron que operar|acaban de operar|operen)"
    + r"|(?:operan|operaron|han operado|van a operar|tienen que operar|operado|operar) (?:de urgencia )?a (?:mi|su|nuestr[oa]"
    r"|un|una|el|la) |operarme|operarse|operarle|operarla"
    rf"|operad[oa]s? (?:de|del|hace|ayer|hoy) |(?:estoy|esta|recien) operad[oa]",
    rf"(?:operacion|intervencion) (?:de|del|a) (?:la |el |su |mi |un |una )?(?:{_BODY}|{_KIN})"
    r"|(?:mi|su) (?:proxima |reciente )?operacion"
    + nor(r"de (?:compra|venta|marketing|negocio|financi)|comercial")
    + r"|intervencion quirurgica|quirofano|cirugias?|(?:post|pre)operatorio|(?:tras|despues de) (?:la|una|mi|su)"
    r" (?:\w{1,10} )?operacion(?=[.,;]| (?:de|y|no|necesit|teng|estoy|me|urgente))|una operacion (?:urgente|complicada"
    r"|delicada|a corazon)|reposo (?:absoluto|relativo|medico|en cama)|(?:en|guardar|hacer|guardando|haciendo) reposo"
    r"|convalecien\w{1,4}|escayolad[oa]|con muletas|en silla de ruedas",
    rf"quimio(?:terapia)?|radioterapia|(?:me|le|nos) (?:han |acaban de |ha )?(?:diagnosticado|diagnosticar|diagnosticaron"
    rf"|detectado (?:un|una|cancer)|encontrado un (?:tumor|bulto)|dado un diagnostico)|diagnosticad[oa]s? (?:de|con|un|una)"
    + nor(r"error|bug|fallo|problema"),
    rf"(?:tengo|tiene|tenemos|tienen|teniendo|cogido|pillado|pille|cogi|tuve|tuvo|tenia|con|por|un|una|su|mi|sufrido|sufrio|de"
    rf"|superar|pasado|pasando|pasar|padece|padezco|del|el|la) (?:un |una |la |el |mucha |fuerte |algo de |bastante |gran"
    rf" |principio de )?(?:{_DISEASE})"
    + nor(r"porcina|aviar|de (?:la|el|los|las) (?:web|datos|producto|oro|compras)|informatic[oa]|restricciones")
    + rf"|(?:dado|dio|di|dimos|da|doy) positivo|positivo (?:en|por|de) (?:covid|coronavirus)",
    rf"(?:estoy|esta|estan|estamos|estado|estuve|estuvo|estaba|puesto|puse|puso|caido|caer|cayo|ponerse|ponerme|poner|sigo|sigue"
    rf"|siguen|caigo|todos|cai|gravemente|muy|tengo a \w{{1,10}} \w{{1,10}}) {_MUCH}(?:en casa )?enferm[oa]s?"
    rf"|{_KIN} {_MUCH}(?:enferm[oa]s?|malit[oa]s?|mal[oa]s?(?=[.,;]|$| (?:en|con|y|desde)))|malit[oa]s?",
    r"(?:por|mi|su|larga|grave|una|de|tras|a causa de|dura|corta|repentina|cruel|causa de su|con la) (?:\w{1,10} )?enfermedad(?:es)?"
    + nor(r"cardiovascular|rara|profesional|comun y"),
    rf"(?:he estado|sigo|me he puesto|se ha puesto|me puse|se puso|se me ha puesto|estuve|ha estado|estamos|estado|sigue) "
    rf"{_MUCH}(?:mal[oa]s?|pachuch[oa]s?|con anginas|mal de salud|mal del estomago)(?=[.,;!)]|$| (?:y|en|con|desde|toda|todo"
    r"|estos|estas|esta|este|estos dias|de la|del|unos|varios))|pachuch[oa]s?|estoy (?:muy )?mal[oa]?(?=[.,;!]|$| (?:en|con|y"
    r"|desde) )",
    rf"(?:{_OWN}|{_KIN}) (?:me |nos |se )?(?:esta|estan|ha estado|sigue|se ha puesto|se puso|se encuentra|tiene) {_MUCH}"
    r"(?:mal(?! de)|grave|muy mal|delicad[oa]|enferm[oa]s?|fatal|malit[oa]s?|ingresad[oa]s?|en el hospital|pachuch[oa]s?)",
    r"(?:me|se|nos) (?:encuentro|encuentra|encontraba|encontramos|siento|he sentido|sentia) (?:muy |bastante |fatal y )?"
    r"(?:mal|fatal|indispuest[oa]|enferm[oa])"
    + nor(r"por|con (?:el|la|lo)|de (?:pedir|decir)")
    + r"|no (?:me|se) (?:encuentro|encuentra|encontraba|he encontrado|siento|sentia|he sentido) (?:muy |del todo |nada )?bien"
    + nor(r"con (?:el|la|este|esta)")
    + r"|encontrarme (?:mal|bien)|indispuest[oa]|indisposicion",
    r"(?:problemas?|motivos?|temas?|razones?|asuntos?|cuestion(?:es)?|complicacion(?:es)?|causas?|contratiempos?|susto)"
    r" (?:\w{1,10} )?(?:de salud|medic[oa]s?)|(?:mi|nuestra) salud|estado de salud|salud (?:delicada|mental)(?! web)"
    r"|(?:voy|ido|ir|fui|vamos|estoy|estado|estuve|llevar|llevado|cita) (?:\w{1,10} ){0,3}(?:al|en el|con el) medico"
    r"|(?:mi|el) medico (?:me|le|nos|ha)|pruebas medicas|tratamiento medico|biopsia",
    r"(?:he tenido|ha tenido|hemos tenido|tuve|tuvo|tuvimos|tuvieron|sufrido|sufri|sufrio|sufrimos|han tenido|tener|por|tras|en)"
    r" un (?:\w{1,12} )?accidente|accidente (?:de (?:coche|moto|trafico|bici|bicicleta|trabajo|esqui|carretera)|domestico"
    r"|laboral|grave)",
    rf"(?:roto|rompi|rompio|fracturad[oa]|fracture|fracturo|lesionad[oa]|dislocad[oa]|partido|partio|torcido) (?:el |la |un |una |los"
    rf" |las |dos |mi )?(?:\w{{1,10}} )?{_BODY}|fractura de|esguince|me he lesionado|se ha lesionado|me lesione",
    r"infarto|ictus|derrame cerebral|ataque al corazon|quemad[oa] por el trabajo|(?:con|por|un) burn-?out|crisis de ansiedad"
    r"|enfermo terminal|fase terminal|parto prematuro|amenaza de aborto|complicaciones (?:en el|del|de) (?:embarazo|parto)",
)

_JOKE = nor(r"de (?:risa|hambre|sueno|frio|miedo|ganas|envidia|verguenza|aburrimiento|calor|asco|pena|sed|exito|amor|cansancio|gusto)")

BEREAVEMENT = any_of(
    r"falleci(?:o|do|da|dos|das|eron|miento|mientos|era|ese)(?! de (?:tus?|vuestr[oa]s?)\b)|fallec(?:er|e)"
    + nor(r"el servidor|por inactividad"),
    r"defuncion|funeral(?:es)?(?! (?:\w{1,10} )?(?:homes?|directors?|parlou?rs?|industry|business|company|services?|website|site|plan\w{0,5}|provider|brochure)\b)|velatorio|tanatorio|entierro|sepelio|exequias|crematorio|incineracion"
    r"|(?:misa|ceremonia) (?:de (?:despedida|difuntos)|funebre|por (?:mi|su|el alma))|esquela",
    rf"(?:{_NEAR}|(?:mi|nuestr[oa]) (?:perr[oa]|gat[oa])) {_JUST}(?:murio|muerto|morirse|morir|muere|murieron|muertos|muerta)" + _JOKE,
    rf"(?:murio|ha muerto|han muerto|se murio|se ha muerto|se nos ha muerto|se nos murio|se me ha muerto|se me murio|se muere"
    rf"|acaba de morir|murieron) (?:(?:ayer|anoche|hoy|de repente|esta manana|el \w{{1,10}}|repentinamente|la semana pasada"
    rf"|hace (?:\w{{1,8}} ){{1,2}}) ?){{0,2}}(?:{_OWN}|mi perr[oa]|mi gat[oa]|nuestr[oa] perr[oa])",
    rf"(?:muerte|deceso|partida|entierro|perdida|marcha) (?:\w{{1,12}} )?(?:de|del) (?:(?:mis?|nuestr[oa]s?|sus?|un|una) )"
    rf"(?:{WORD}){{0,2}}(?:{_KIN}|{_MATE}|persona (?:muy )?(?:cercana|querida)|perr[oa]|gat[oa])"
    r"|muerte en (?:la|mi|su|nuestra) familia|perdida (?:familiar|personal|de (?:un |una )?(?:ser|persona) querid[oa])",
    rf"(?:perdido|perdi|perdimos|perdio|perder|perdieron) a (?:(?:mis?|nuestr[oa]s?|sus?|un|una) (?:{WORD}){{0,2}}"
    rf"(?:{_KIN}|{_MATE}|persona (?:muy )?(?:cercana|querida))|alguien muy)" + nor(r"como client[ea]s?"),
    rf"(?:{_OWN}) (?:nos (?:ha dejado|dejo)(?=[.,;!]|$| (?:para siempre|ayer|anoche|hace|esta (?:manana|noche|semana)|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|pasado)|la semana|de (?:repente|forma)))|"
    r"se (?:nos )?(?:ha ido|fue) para siempre|ya no esta entre nosotros|se nos ha ido)",
    r"(?:de|el|en|estamos de|guardar|nuestro|dias de|por) luto|(?:en|mi|nuestro|de|pasando el|pasando un|proceso de) duelo"
    + nor(r"de (?:titanes|espadas|gallos)")
    + r"|(?:gracias|agradec\w{1,6}) (?:\w{1,10} ){0,4}(?:por|el|vuestr[oa]s?) (?:\w{1,6} )?(?:pesame|condolencias)"
    r"|quedado viud[oa]|enviudad[oa]|permiso por (?:fallecimiento|defuncion)|esquelas|enterr(?:amos|ado|ar|aron|o) a (?:mi|su"
    r"|nuestr[oa]|un) |despedir a (?:mi|nuestr[oa]) (?:padre|madre|abuel[oa]|herman[oa])"
    r"|(?:perdido|perdimos|perdio|perder) (?:el|al|a nuestro|su) bebe|aborto (?:espontaneo|natural)|quitado la vida|se suicido",
)

_FIRM = (
    r"(?:empresa|negocio|tienda|estudio|agencia|sociedad|compania|restaurante|despacho|bar|fabrica|taller|cooperativa"
    r"|clinica|academia|libreria|persiana|chiringuito|hotel|fundacion|asociacion|s\.?l\.?)"
)
_OURS = rf"(?:la|el|nuestr[oa]|mi|su|los|las|una parte de la) (?:\w{{1,10}} )?{_FIRM}s?"
_TIMES = nor(r"por (?:vacaciones|navidad|las fiestas|festivo|la tarde|reformas|semana santa|obras)|en agosto|a las")
_TIMES += nor(r"del \d|hasta|los (?:lunes|martes|viernes|sabados|domingos)|el (?:viernes|lunes|sabado)|antes")
_TIMES += nor(r"esta tarde|hoy|manana|durante|entre|de \d")

INSOLVENCY = any_of(
    r"concurso (?:voluntario |necesario )?de acreedores|pre-?concurs\w{1,5}|concursal|(?:en|al|a|entrar en|un) concurso"
    r"(?=[.,;!]|$| (?:voluntario|y no|desde|por (?:falta|deudas)))|nuestros acreedores|los acreedores|acreedores",
    r"insolven(?:te|tes|cia)|(?:en|a la|la|de|una|declarar la|declarado en) quiebra|bancarrota|suspension de pagos"
    rf"|{_FIRM} (?:ha |va a |acaba de )?(?:quebr(?:ado|ar|o)|cerrad?[or]|desaparec\w{{1,4}})"
    + _TIMES
    + r"|(?:hemos|hemos|vamos a) quebra(?:do|r)",
    r"(?:un|el|los|del|por|al|en|de|otro|hacer) (?:ere|erte)s?|expediente de regulacion|regulacion de empleo",
    rf"(?:cerr(?:amos|ar|aremos|ado|ando|o|aron|e|aran)|cierr(?:a|o|an|e)|cese de|cierre de|cierre definitivo de|liquid(?:ar|amos|acion"
    rf"|ado|ando)(?: de)?|disol(?:ver|ucion|vemos)(?: de)?|bajar|echar el cierre a|bajamos|traspas(?:ar|amos)) (?:definitivamente"
    rf" )?{_OURS}"
    + _TIMES
    + r"|cierre (?:definitivo )?(?:del|de nuestro|de mi) (?:negocio|estudio|taller|restaurante|despacho|local|bar)"
    + _TIMES
    + r"|ces(?:e|ar|amos|ado|aremos) (?:de |en |con )?(?:la |nuestra |toda |la )?actividad|en liquidacion|echar el cierre|echamos"
    r" el cierre|cerramos (?:definitivamente|para siempre)|bajar la persiana|bajamos la persiana",
    rf"(?:problemas?|dificultad(?:es)?|falta|tension(?:es)?|apuros?|crisis|agujero|bache|escasez|ahogo|aprieto|aprietos|situacion)"
    r" (?:\w{1,10} ){0,2}(?:(?:de|con la|en la|en) (?:liquidez|tesoreria|caja|solvencia|fondos|dinero|impagos)|economic[oa]s?"
    r"|financier[oa]s?)"
    + nor(r"mundial|global|de (?:la|los|el) (?:clientes?|proyecto|web)|del (?:pais|proyecto)")
    + r"|problemas para (?:pagar|hacer frente)|mal (?:momento|situacion) economic[oa]",
    r"(?:sin|no (?:tenemos|tengo|hay|disponemos de|queda|nos queda|nos llega)|ni|quedado sin|escasos de|faltos de|justos de|cortos de"
    r"|mal de|apurados de|fatal de|muy justos de) (?:el |la |mas |suficiente |suficientes )?(?:liquidez|fondos|dinero|tesoreria"
    r"|solvencia)(?=[.,;!)]|$| (?:para (?:pagar|seguir|continuar|afrontar|hacer|cubrir)|en (?:la )?(?:caja|cuenta)|ahora|hasta|y|suficiente"
    r"|de momento|este|por))",
    r"no (?:te |le |os |les |lo |la |los |las |se |me )?(?:puedo|podemos|podremos|podre|podria|podriamos|puede|podra|vamos a poder"
    r"|voy a poder|llegamos a|llego a|somos capaces de|tenemos para|tengo para|hay para|tenemos con que) (?:\w{1,10} )?(?:ahora )?"
    r"(?:pagar|abonar|hacer frente|afrontar|costear)(?:te|le|os|les|la|lo|las|los|nos)?"
    + nor(r"con|por|desde|mediante|en (?:la web|linea)|online|a traves|via")
    + rf"(?! (?:{WORD}){{0,3}}(?:con tarjeta|tarjeta|por la web|por paypal|paypal|bizum|por transferencia|online)\b)",
    r"no (?:podemos|puedo|podremos|podre|vamos a poder) (?:asumir|permitir(?:me|nos)) (?:el|los|la|las|este|ese|mas|ningun|otro|un)"
    r" (?:\w{1,10} )?(?:costes?|gastos?|pagos?|facturas?|importe|precio|desembolso|presupuesto|proyecto)"
    r"|no lleg(?:o|amos) a fin de mes|no lleg(?:o|amos) (?:a|para) (?:las nominas|pagar|fin)|no (?:podemos|puedo) permitirnoslo",
    r"(?:cuentas?|empresa|nos|me|han|estamos) (?:\w{1,8} )?(?:estan |han |tienen )?(?:embargad[oa]s?|embargad[oa]|bloqueado las"
    r" cuentas)|embargo(?: de)? (?:de las |las |nuestras |hacienda )?(?:cuentas|nuestras|bienes|preventivo|judicial)"
    r"|(?:muchas|tenemos|tengo|acumulamos|nuestras|por|de|las|con|ahogad[oa]s por las|llenos de|hasta arriba de) deudas"
    + nor(r"tecnica|de (?:otros|clientes)"),
    r"(?:despedir|despedido|despidiendo|echar|echado|prescindir de|despidos? de|despedimos)"
    r" (?:a )?(?:(?:casi|toda|todo|parte de|media|gran parte de|mucha|varios|la mitad de|la|el|al|todos los) ){0,3}(?:la )?"
    r"(?:plantilla|gente|personal|equipo|trabajadores|empleados|companeros|mundo)|despidos(?: colectivos?| masivos?)?"
    r"|(?:me|nos|le) (?:han|ha) (?:despedido|echado)(?=[.,;!]|$| (?:a|de la (?:empresa|agencia)|del trabajo|por))"
    r"|reestructuracion de (?:la |nuestra )?deuda|refinanci(?:ar|ando|amos|acion) (?:de )?(?:la|nuestra) deuda",
    r"(?:arruinad[oa]s?|en la ruina|con el agua al cuello|al borde de(?:l cierre| la quiebra| la ruina)|en numeros rojos|salvar (?:la"
    r" empresa|el negocio)|ahogad[oa]s economicamente|economicamente (?:muy )?(?:mal|ahogad[oa]s|tocad[oa]s))"
    r"|(?:perdido|perdimos|retirado|caido|cortado|falla|fallado|fallo) (?:(?:al?|el|la|los|las|nuestr[oa]|toda|principal) ){0,3}(?:financiacion"
    r"|inversor(?:es)?|subvencion|ayudas)|situacion (?:\w{1,12} )?(?:critica|insostenible|limite|muy delicada) (?:economica"
    r"|de la empresa|en la empresa)|(?:fondo|ayuda) de garantia salarial|fogasa",
)
